// Generated from api/teams.toml by `make generate`; do not edit.
import type { Json, JsonObject, RequestOptions } from "./common.js";

/** A page of a list of teams or shares. */
export interface McpTeamPage<T> extends AsyncIterable<T> {
  /** The rows, up to 25. */
  items: T[];
  /** The cursor of the next page; `null` for the last page. */
  nextCursor: string | null;
}

/** A team. */
export interface McpTeam {
  /** The team's id. */
  id: string;
  /** The team's user name. */
  username: string;
  /** The owner's number. */
  owner: number | null;
  /** The payer. */
  payer: string;
  /** The role of this account. */
  role: string;
  /** The id of this account as a member. */
  memberId: string;
  /** Whether it can be used. */
  active: boolean;
  /** Its revision: each change adds 1. */
  revision: number;
  /** When the membership of this account expires: ISO 8601, as the service sent it. */
  expiresAt: string;
  /** The maximum number of calls. */
  callLimit: number;
  /** The maximum amount to spend, in US dollars. */
  spendLimit: string;
  /** The number of calls. */
  calls: number;
  /** The amount spent, in US dollars. */
  spent: string;
  /** The amount reserved for active calls, in US dollars. */
  reserved: string;
  /** The number of the team's own account. */
  teamUserId: number;
  /** The offer to another owner. */
  pendingTransfer: JsonObject | null;
}

/** A tool or an MCP server in a team. */
export interface McpTeamConnection {
  /** The connection's id. */
  id: string;
  /** Its name in the team. */
  label: string;
  /** The number of the account that added it. */
  ownerId: number | null;
  /** The kind of source. */
  sourceKind: string;
  /** The id of the tool or of the server. */
  sourceId: string;
  /** Whether other members may use it. */
  shared: boolean;
  /** Whether it has not been revoked. */
  active: boolean;
  /** The actions that members may call. */
  actions: string[];
  /** Its revision: each change adds 1. */
  revision: number;
  /** Whether it can be used now. */
  available: boolean;
  /** The reason if it can't be used. */
  unavailableReason: string | null;
  /** The user name of the account that added it. */
  ownerName: string | null;
  /** The number of calls. */
  calls: number;
  /** The number of members who called it. */
  users: number;
  /** When it was last used: ISO 8601, as the service sent it. */
  lastUsedAt: string | null;
}

/** A device that uses the connections of a team or of a share. */
export interface McpTeamDevice {
  /** The device's id. */
  id: string;
  /** The id of the member who owns it. */
  memberId: string;
  /** Its name. */
  label: string;
  /** The first characters of its token. */
  prefix: string;
  /** When it expires: ISO 8601, as the service sent it. */
  expiresAt: string;
  /** When it was revoked: ISO 8601, as the service sent it. */
  revokedAt: string | null;
  /** Its token; only the response of the call that creates it has one. */
  token: string | null;
}

/** An invitation to a team. */
export interface McpTeamInvite {
  /** The invitation's id. */
  id: string;
  /** The role that it offers. */
  role: string;
  /** Its state: `pending`, `claimed`, `approved`, `rejected` or `expired`. */
  state: string;
  /** The account that claimed it. */
  claimant: string | null;
  /** When it expires: ISO 8601, as the service sent it. */
  expiresAt: string;
  /** The maximum number of calls. */
  callLimit: number;
  /** The maximum amount to spend, in US dollars. */
  spendLimit: string;
  /** The email address of the invited person. */
  email: string;
  /** The number of days of the membership. */
  accessDays: number;
  /** Its token; only the response of the call that creates it has one. */
  token: string | null;
}

/** The page of teams to return. */
export interface McpTeamFilter extends RequestOptions {
  /** The `nextCursor` of the previous page; without it, the first page is returned. */
  cursor?: string | null | undefined;
}

/** A team to enable. */
export interface McpTeamEnable extends RequestOptions {
  /** The team's user name. */
  username: string;
  /**
   * Whether a new team is created.
   *
   * @defaultValue false
   */
  create?: boolean | undefined;
  /**
   * Consent to pay for the team.
   *
   * @defaultValue false
   */
  acceptBilling?: boolean | undefined;
}

/** The fields of a team to change. */
export interface McpTeamUpdate extends RequestOptions {
  /** The revision that the caller has read; the team must still have it. */
  revision: number;
  /** Any other field of the service. */
  [field: string]: Json;
}

/** The page of connections to return. */
export interface McpTeamConnectionFilter extends RequestOptions {
  /** The `nextCursor` of the previous page; without it, the first page is returned. */
  cursor?: string | null | undefined;
}

/** A connection to add to a team. */
export interface McpTeamConnectionCreate extends RequestOptions {
  /** The kind of source: `userMcpTool` or `customMcpServer`. */
  sourceKind: string;
  /** The public id of the tool or of the server: one of `teams.sources`. */
  sourceId: string;
  /** Its name in the team. */
  label: string;
  /** The actions that members may call, up to 16. */
  actions: string[];
  /**
   * Whether other members may use it.
   *
   * @defaultValue false
   */
  shared?: boolean | undefined;
  /**
   * Consent to share it.
   *
   * @defaultValue false
   */
  consent?: boolean | undefined;
}

/** The new rules of a connection. */
export interface McpTeamConnectionShare extends RequestOptions {
  /** The revision that the caller has read; the connection must still have it. */
  revision: number;
  /** The actions that members may call, up to 16. */
  actions: string[];
  /** Whether other members may use it. */
  shared: boolean;
  /** Consent to share it. */
  consent: boolean;
}

/** A person to invite to a team. */
export interface McpTeamInviteCreate extends RequestOptions {
  /**
   * The email address; without it, anybody with the token can claim the invitation.
   *
   * @defaultValue ""
   */
  email?: string | undefined;
  /**
   * The role: `member` or `admin`.
   *
   * @defaultValue "member"
   */
  role?: string | undefined;
  /**
   * The number of days of the membership.
   *
   * @defaultValue 7
   */
  accessDays?: number | undefined;
  /**
   * The maximum number of calls.
   *
   * @defaultValue 500
   */
  callLimit?: number | undefined;
  /**
   * The maximum amount to spend, in US dollars.
   *
   * @defaultValue "5"
   */
  spendLimit?: string | undefined;
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** An invitation to claim. */
export interface McpTeamInviteClaim extends RequestOptions {
  /** The token of the invitation. */
  token: string;
  /** Consent to the scope of the membership. */
  acceptTeamScope: boolean;
}

/** The decision on an invitation. */
export interface McpTeamInviteDecision extends RequestOptions {
  /** Whether it is approved. */
  approve: boolean;
}

/** The page of devices to return. */
export interface McpTeamDeviceFilter extends RequestOptions {
  /** The `nextCursor` of the previous page; without it, the first page is returned. */
  cursor?: string | null | undefined;
}

/** A device to create. */
export interface McpTeamDeviceCreate extends RequestOptions {
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
export interface McpTeamActivityFilter extends RequestOptions {
  /** The `nextCursor` of the previous page; without it, the first page is returned. */
  cursor?: string | null | undefined;
}

/** The page of accounts to return. */
export interface McpTeamEligibleFilter extends RequestOptions {
  /** The `nextCursor` of the previous page; without it, the first page is returned. */
  cursor?: string | null | undefined;
}

/** The page of sources to return. */
export interface McpTeamSourceFilter extends RequestOptions {
  /** The `nextCursor` of the previous page; without it, the first page is returned. */
  cursor?: string | null | undefined;
}

/** The page of members to return. */
export interface McpTeamMemberFilter extends RequestOptions {
  /** The `nextCursor` of the previous page; without it, the first page is returned. */
  cursor?: string | null | undefined;
}

/** The fields of a member to change. */
export interface McpTeamMemberUpdate extends RequestOptions {
  /** The epoch of the member that the caller has read; the member must still have it. */
  epoch: number;
  /** Any other field of the service. */
  [field: string]: Json;
}

/** The consent to remove a member. */
export interface McpTeamMemberRemoval extends RequestOptions {
  /** Consent to the scope of the removal. */
  acceptTeamScope: boolean;
}

/** The page of invitations to return. */
export interface McpTeamInvitationFilter extends RequestOptions {
  /** The `nextCursor` of the previous page; without it, the first page is returned. */
  cursor?: string | null | undefined;
}

/** An invitation to preview. */
export interface McpTeamInvitePreview extends RequestOptions {
  /** The token of the invitation. */
  token: string;
}

/** The usage to return. */
export interface McpTeamUsageFilter extends RequestOptions {
  /**
   * The grouping: `actor` or `action`.
   *
   * @defaultValue "actor"
   */
  group?: string | undefined;
  /** The `nextCursor` of the previous page; without it, the first page is returned. */
  cursor?: string | null | undefined;
}

/** The consent to own a team. */
export interface McpTeamTransferAcceptance extends RequestOptions {
  /** Consent to pay for the team. */
  acceptBilling: boolean;
}
