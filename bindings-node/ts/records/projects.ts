// Generated from api/projects.toml by `make generate`; do not edit.
import { field, list, none, object, reader, shape } from "../records.js";
import type {
  Project,
  ProjectAgent,
  ProjectCopy,
  ProjectCreated,
  ProjectErrors,
  ProjectList,
  ProjectPlan,
  ProjectTemplates,
} from "../types/index.js";

/** @internal */
export const PROJECT = shape(field("id"), field("kind"), field("name"), field("status", none));

/** @internal */
export const PROJECT_LIST = shape(field("modules", list), field("projects", list, PROJECT));

/** @internal */
export const PROJECT_TEMPLATES = shape(field("templates", list));

/** @internal */
export const PROJECT_PLAN = shape(
  field("project", none),
  field("plan", object),
  field("plan_token", none),
);

/** @internal */
export const PROJECT_CREATED = shape(field("project"), field("release", object));

/** @internal */
export const PROJECT_ERRORS = shape(
  field("project", none),
  field("errors", list),
  field("next_before", none),
);

/** @internal */
export const PROJECT_COPY = shape(
  field("project", object),
  field("agents", list),
  field("setup", object),
);

/** @internal */
export const PROJECT_AGENT = shape(
  field("project"),
  field("agent"),
  field("name", none),
  field("model", none),
  field("created", none),
);

/** @internal */
export const project = reader<Project>(PROJECT);
/** @internal */
export const projectList = reader<ProjectList>(PROJECT_LIST);
/** @internal */
export const projectTemplates = reader<ProjectTemplates>(PROJECT_TEMPLATES);
/** @internal */
export const projectPlan = reader<ProjectPlan>(PROJECT_PLAN);
/** @internal */
export const projectCreated = reader<ProjectCreated>(PROJECT_CREATED);
/** @internal */
export const projectErrors = reader<ProjectErrors>(PROJECT_ERRORS);
/** @internal */
export const projectCopy = reader<ProjectCopy>(PROJECT_COPY);
/** @internal */
export const projectAgent = reader<ProjectAgent>(PROJECT_AGENT);
