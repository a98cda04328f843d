// Generated from api/mcp_servers.toml by `make generate`; do not edit.
import type { Json, JsonObject, RequestOptions } from "./common.js";

/** The authorization of an MCP server with OAuth. */
export interface McpServerOAuth {
  /** Whether it is granted. */
  authorized: boolean;
  /** Whether it has to be granted again. */
  reconnectRequired: boolean;
  /** Who grants it. */
  issuer: string | null;
  /** The scopes that are granted. */
  scopes: string[];
  /** When it expires. */
  expiresAt: string | null;
  /** Whose OAuth app is used. */
  client: string | null;
  /** The client id of an OAuth app of one's own. */
  clientId: string | null;
  /** Whether the service has the secret of that app. */
  hasClientSecret: boolean;
  /** The scopes that are asked for. */
  requestedScopes: string | null;
  /** The address to register for an OAuth app of one's own. */
  redirectUri: string | null;
}

/** An MCP server of the account. */
export interface McpServer {
  /** The server's id. */
  id: number;
  /** Its id in MCP resource sets, teams and shares. */
  publicId: string | null;
  /** Its name. */
  name: string;
  /** Its address. */
  url: string;
  /** The transport. */
  transportType: string | null;
  /** The authorization of its users. */
  authType: string;
  /** Whether the service has credentials for it. */
  hasAuthCredentials: boolean;
  /** The authorization, for OAuth. */
  oauth: McpServerOAuth | null;
  /** Whether agents may use it. */
  isActive: boolean;
  /** Whether it is connected. */
  status: string;
  /** Why it is not. */
  statusDetail: string;
  /** Its actions, under its own names. */
  discoveredTools: Json;
  /** When it was added. */
  createdAt: string | null;
  /** When it last changed. */
  updatedAt: string | null;
}

/** The page on which a person authorizes an MCP server. */
export interface McpServerAuthorization {
  /** The page. */
  authorizeUrl: string;
  /** Where the person is sent back to. */
  redirectUri: string;
  /** Until when the page is valid. */
  expiresAt: string;
  /** The server. */
  server: McpServer;
}

/** A server to add. */
export interface McpServerCreate extends RequestOptions {
  /** Its name. */
  name: string;
  /** Its address, `https://` for OAuth. */
  url: string;
  /**
   * The transport: `streamableHttp` or `sse`.
   *
   * @defaultValue "streamable_http"
   */
  transportType?: string | undefined;
  /**
   * The authorization of its users: `none`, `apiKey`, `bearerToken`, `basic` or `oauth`.
   *
   * @defaultValue "none"
   */
  authType?: string | undefined;
  /** The credentials, under the server's own names; not for OAuth. */
  authCredentials?: JsonObject | null | undefined;
  /** The client id of an OAuth app of one's own. */
  oauthClientId?: string | null | undefined;
  /** The secret of that app. */
  oauthClientSecret?: string | null | undefined;
  /** The OAuth scopes to ask for, with spaces between them. */
  oauthScopes?: string | null | undefined;
  /**
   * Whether agents may use it.
   *
   * @defaultValue true
   */
  isActive?: boolean | undefined;
}

/** The fields of a server to change. */
export interface McpServerUpdate extends RequestOptions {
  /** Its new name. */
  name?: string | null | undefined;
  /** Its address, `https://` for OAuth. */
  url?: string | null | undefined;
  /** The transport: `streamableHttp` or `sse`. */
  transportType?: string | null | undefined;
  /** The authorization of its users: `none`, `apiKey`, `bearerToken`, `basic` or `oauth`. */
  authType?: string | null | undefined;
  /** The credentials, under the server's own names; not for OAuth. */
  authCredentials?: JsonObject | null | undefined;
  /** The client id of an OAuth app of one's own. */
  oauthClientId?: string | null | undefined;
  /** The secret of that app. */
  oauthClientSecret?: string | null | undefined;
  /** The OAuth scopes to ask for, with spaces between them. */
  oauthScopes?: string | null | undefined;
  /** Whether agents may use it. */
  isActive?: boolean | null | undefined;
}

/** One call of a server's action. */
export interface McpServerCall extends RequestOptions {
  /** The name of the action. */
  action: string;
  /** The arguments of the action, under its own names. */
  arguments?: JsonObject | null | undefined;
  /**
   * Names this call, so that sending it again does the work only once; the client then also
   * retries it after failures that leave open whether the service acted.
   */
  idempotencyKey?: string | undefined;
}
