// Generated from api/projects.toml by `make generate`; do not edit.
import type { Json, JsonObject, RequestOptions } from "./common.js";

/** A project; further fields of the response are kept. */
export interface Project {
  /** Its id, which begins with its kind. */
  id: string;
  /** `app`, `site`, `fleet` or `artifact`. */
  kind: string;
  /** Its name. */
  name: string;
  /** Its state, if it has one. */
  status: string | null;
}

/** The projects of an account. */
export interface ProjectList {
  /** The kinds of projects that the account may have. */
  modules: string[];
  /** The projects. */
  projects: Project[];
}

/** The templates of projects. */
export interface ProjectTemplates {
  /** The templates, under the service's own names. */
  templates: Json[];
}

/** The plan and the cost of creating or starting a project. */
export interface ProjectPlan {
  /** The project's id. */
  project: string | null;
  /** The plan, under the service's own names. */
  plan: JsonObject;
  /** The token of the plan, for the call that executes it. */
  planToken: string | null;
}

/** A new project. */
export interface ProjectCreated {
  /** The project's id. */
  project: string;
  /** Its first release, under the service's own names. */
  release: JsonObject;
}

/** A page of the errors of a project. */
export interface ProjectErrors extends AsyncIterable<JsonObject> {
  /** The project's id. */
  project: string | null;
  /** The errors, the newest first, under the service's own names. */
  errors: Json[];
  /** The start of the next page; `null` for the last page. */
  nextBefore: string | null;
}

/** A copy of a project. */
export interface ProjectCopy {
  /** The copy, under the service's own names. */
  project: JsonObject;
  /** Its agents, under the service's own names. */
  agents: Json[];
  /** The remaining setup, under the service's own names. */
  setup: JsonObject;
}

/** The agent of a project. */
export interface ProjectAgent {
  /** The project's id. */
  project: string;
  /** The agent's id. */
  agent: string;
  /** The agent's name. */
  name: string | null;
  /** The model that it uses. */
  model: string | null;
  /** Whether this call has created it. */
  created: boolean | null;
}

/** The errors to return. */
export interface ProjectErrorFilter extends RequestOptions {
  /** The number of errors in the page, 1 to 200. */
  limit?: number | null | undefined;
  /** The start of the page: `nextBefore` of the page before it. */
  before?: string | null | undefined;
}

/** A project to plan. */
export interface ProjectPlanRequest extends RequestOptions {
  /** The project's name. */
  name: string;
  /** The id of the template. */
  template?: string | null | undefined;
  /** Its description. */
  description?: string | null | undefined;
  /** The budget, under the service's own names. */
  budget?: JsonObject | null | undefined;
}

/** A project to create. */
export interface ProjectCreate extends RequestOptions {
  /** The project's name, as in the plan. */
  name: string;
  /** The `planToken` of `plan`. */
  planToken: string;
  /** The template, as in the plan. */
  template?: string | null | undefined;
  /** The description, as in the plan. */
  description?: string | null | undefined;
  /** The budget, as in the plan. */
  budget?: JsonObject | null | undefined;
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** The agent of a project. */
export interface ProjectAgentRequest extends RequestOptions {
  /** The id of the model that the agent uses. */
  model?: string | null | undefined;
}

/** The options of the call. */
export interface ProjectStop extends RequestOptions {
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** The options of the call. */
export interface ProjectStart extends RequestOptions {
  /** The `planToken` of the plan; by default, the plan is returned. */
  planToken?: string | null | undefined;
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** The visibility of a project. */
export interface ProjectShare extends RequestOptions {
  /** Whether everybody may see and copy it. */
  public: boolean;
}

/** A copy to create. */
export interface ProjectCopyRequest extends RequestOptions {
  /** The copy's name: 2 to 40 lower-case letters, digits and dashes. */
  name?: string | null | undefined;
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}
