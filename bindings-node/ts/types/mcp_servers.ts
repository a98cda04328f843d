// Generated from api/mcp_servers.toml by `make generate`; do not edit.
import type { Json, JsonObject, RequestOptions } from "./common.js";

/** The authorization of an MCP server with OAuth. */
export interface McpServerOAuth {
  /** Whether it is granted. */
  authorized: boolean;
  /** Whether it has to be granted again. */
  reconnectRequired: boolean;
  /** The issuer of the authorization. */
  issuer: string | null;
  /** The granted scopes. */
  scopes: string[];
  /** When it expires. */
  expiresAt: string | null;
  /** The owner of the OAuth app that is used. */
  client: string | null;
  /** The client id of your own OAuth app. */
  clientId: string | null;
  /** Whether the service has the client secret of that app. */
  hasClientSecret: boolean;
  /** The requested scopes. */
  requestedScopes: string | null;
  /** The address to register in your own OAuth app. */
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
  /** The authentication. */
  authType: string;
  /** Whether the service has credentials for it. */
  hasAuthCredentials: boolean;
  /** The authorization, for OAuth. */
  oauth: McpServerOAuth | null;
  /** Whether agents may use it. */
  isActive: boolean;
  /** Whether it is connected. */
  status: string;
  /** The reason if it is not connected. */
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
  /** The address to which the person is redirected afterwards. */
  redirectUri: string;
  /** When the page expires. */
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
   * The authentication: `none`, `apiKey`, `bearerToken`, `basic` or `oauth`.
   *
   * @defaultValue "none"
   */
  authType?: string | undefined;
  /** The credentials, under the server's own names; not for OAuth. */
  authCredentials?: JsonObject | null | undefined;
  /** The client id of your own OAuth app. */
  oauthClientId?: string | null | undefined;
  /** The client secret of your own OAuth app. */
  oauthClientSecret?: string | null | undefined;
  /** The OAuth scopes to request, separated by spaces. */
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
  /** The authentication: `none`, `apiKey`, `bearerToken`, `basic` or `oauth`. */
  authType?: string | null | undefined;
  /** The credentials, under the server's own names; not for OAuth. */
  authCredentials?: JsonObject | null | undefined;
  /** The client id of your own OAuth app. */
  oauthClientId?: string | null | undefined;
  /** The client secret of your own OAuth app. */
  oauthClientSecret?: string | null | undefined;
  /** The OAuth scopes to request, separated by spaces. */
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
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}
