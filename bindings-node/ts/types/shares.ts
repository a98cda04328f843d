// Generated from api/shares.toml by `make generate`; do not edit.
import type { JsonObject, RequestOptions } from "./common.js";

/** The owner or the recipient of a share. */
export interface McpSharePerson {
  /** The number of the account. */
  id: number;
  /** The user name of the account. */
  username: string;
}

/** A tool or an MCP server that another account may use. */
export interface McpShare {
  /** The share's id. */
  id: string;
  /** The id of the connection. */
  connectionId: string;
  /** The id of the workspace. */
  workspaceId: string;
  /** Its name. */
  label: string;
  /** The id of the tool or of the server. */
  sourceId: string;
  /** The kind of source. */
  sourceKind: string;
  /** Its owner. */
  owner: McpSharePerson;
  /** The account that may use it. */
  recipient: McpSharePerson;
  /** Its state: `active`, `revoked` or `expired`. */
  state: string;
  /** When it expires: ISO 8601, as the service sent it. */
  expiresAt: string;
  /** The payer. */
  payer: string;
  /** The payer of calls. */
  billingMode: string;
  /** The payer of the tool's provider. */
  providerBilling: string;
}

/** An invitation to use a tool or an MCP server. */
export interface McpPersonalInvitation {
  /** The invitation's id. */
  id: string;
  /** The email address of the invited person. */
  email: string;
  /** Its state: `pending`, `accepted`, `cancelled`, `declined` or `expired`. */
  state: string;
  /** The name of the shared tool or server. */
  label: string;
  /** Its owner. */
  owner: McpSharePerson;
  /** The account that accepted it. */
  recipient: McpSharePerson | null;
  /** The id of the share, once it is accepted. */
  grantId: string | null;
  /** The number of days until it expires. */
  accessDays: number;
  /** When it expires: ISO 8601, as the service sent it. */
  expiresAt: string;
  /** When the share expires: ISO 8601, as the service sent it. */
  accessExpiresAt: string | null;
}

/** The shares to return. */
export interface McpShareFilter extends RequestOptions {
  /**
   * Whether the account has `sent` or `received` them.
   *
   * @defaultValue "received"
   */
  scope?: string | undefined;
  /** The `nextCursor` of the previous page; without it, the first page is returned. */
  cursor?: string | null | undefined;
}

/** The invitations to return. */
export interface McpPersonalInvitationFilter extends RequestOptions {
  /**
   * Whether the account has `sent` or `received` them.
   *
   * @defaultValue "received"
   */
  scope?: string | undefined;
  /** The `nextCursor` of the previous page; without it, the first page is returned. */
  cursor?: string | null | undefined;
}

/** A person to invite. */
export interface McpPersonalInvitationCreate extends RequestOptions {
  /** The person's email address. */
  email: string;
  /** Consent to share it. */
  acceptSharing: boolean;
  /**
   * The number of days of the access.
   *
   * @defaultValue 7
   */
  accessDays?: number | undefined;
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** The consent to accept an invitation. */
export interface McpPersonalInvitationAcceptance extends RequestOptions {
  /** Consent to pay for the calls. */
  acceptBilling: boolean;
}

/** The page of actions to return. */
export interface McpShareToolFilter extends RequestOptions {
  /** The `nextCursor` of the previous page; without it, the first page is returned. */
  cursor?: string | null | undefined;
}

/** One call of a share's action. */
export interface McpShareCall extends RequestOptions {
  /** The name of the action. */
  name: string;
  /** The arguments of the action, under its own names. */
  arguments: JsonObject;
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** The page of devices to return. */
export interface McpShareDeviceFilter extends RequestOptions {
  /** The `nextCursor` of the previous page; without it, the first page is returned. */
  cursor?: string | null | undefined;
}

/** A device to create. */
export interface McpShareDeviceCreate extends RequestOptions {
  /** Its name. */
  label: string;
  /**
   * The number of days until it expires.
   *
   * @defaultValue 7
   */
  accessDays?: number | undefined;
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** The page of events to return. */
export interface McpShareActivityFilter extends RequestOptions {
  /** The `nextCursor` of the previous page; without it, the first page is returned. */
  cursor?: string | null | undefined;
}
