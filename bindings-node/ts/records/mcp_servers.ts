// Generated from api/mcp_servers.toml by `make generate`; do not edit.
import { field, list, listOf, no, none, reader, shape, text } from "../records.js";
import type { McpServer, McpServerAuthorization, McpServerOAuth } from "../types/index.js";

/** @internal */
export const MCP_SERVER_O_AUTH = shape(
  field("authorized", no),
  field("reconnect_required", no),
  field("issuer", none),
  field("scopes", list),
  field("expires_at", none),
  field("client", none),
  field("client_id", none),
  field("has_client_secret", no),
  field("requested_scopes", none),
  field("redirect_uri", none),
);

/** @internal */
export const MCP_SERVER = shape(
  field("id"),
  field("public_id", none),
  field("name"),
  field("url"),
  field("transport_type", none),
  field("auth_type"),
  field("has_auth_credentials", no),
  field("oauth", none, MCP_SERVER_O_AUTH),
  field("is_active", () => true),
  field("status"),
  field("status_detail", text),
  field("discovered_tools", none),
  field("created_at", none),
  field("updated_at", none),
);

/** @internal */
export const MCP_SERVER_AUTHORIZATION = shape(
  field("authorize_url"),
  field("redirect_uri"),
  field("expires_at"),
  field("server", undefined, MCP_SERVER),
);

/** @internal */
export const mcpServerOAuth = reader<McpServerOAuth>(MCP_SERVER_O_AUTH);
/** @internal */
export const mcpServer = reader<McpServer>(MCP_SERVER);
/** @internal */
export const mcpServerList = listOf(mcpServer);
/** @internal */
export const mcpServerAuthorization = reader<McpServerAuthorization>(MCP_SERVER_AUTHORIZATION);
