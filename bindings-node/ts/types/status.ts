// Generated from api/ by `make generate`; do not edit.
// Each list is open: the service may add a value, which then arrives as plain text.
type Open<Known extends string> = Known | (string & Record<never, never>);

/** The status of an agent. */
export const AgentStatus = Object.freeze({
  /** Not in use yet. */
  DRAFT: "draft",
  /** It has to be configured before it can run. */
  INITIALIZATION_REQUIRED: "initialization_required",
  /** Ready for runs. */
  ACTIVE: "active",
  /** Put away. */
  ARCHIVED: "archived",
} as const);
/** The status of an agent. One of the known values, or a newer one of the service. */
export type AgentStatus = Open<(typeof AgentStatus)[keyof typeof AgentStatus]>;

/** The status of a compilation. */
export const CompilationStatus = Object.freeze({
  /** Waiting to be made. */
  PENDING: "pending",
  /** In progress. */
  COMPILING: "compiling",
  /** Made: it can be run. */
  COMPILED: "compiled",
  /** Its script is running. */
  RUNNING: "running",
  /** Its script has run. */
  COMPLETED: "completed",
  /** It could not be made, or its script failed. */
  FAILED: "failed",
} as const);
/** The status of a compilation. One of the known values, or a newer one of the service. */
export type CompilationStatus = Open<(typeof CompilationStatus)[keyof typeof CompilationStatus]>;

/** The status of a run. */
export const ExecutionStatus = Object.freeze({
  /** Waiting to start. */
  PENDING: "pending",
  /** In progress. */
  RUNNING: "running",
  /** Ended successfully: the output is available. */
  COMPLETED: "completed",
  /** Ended with an error. */
  FAILED: "failed",
  /** Cancelled by its owner. */
  CANCELLED: "cancelled",
} as const);
/** The status of a run. One of the known values, or a newer one of the service. */
export type ExecutionStatus = Open<(typeof ExecutionStatus)[keyof typeof ExecutionStatus]>;

/** The type of a run's event. */
export const ExecutionLogType = Object.freeze({
  /** The agent declared the functions that it plans to use. */
  DECLARED_FUNCTIONS: "declared_functions",
  /** The agent called a tool. */
  TOOL_CALLED: "tool_called",
  /** A tool failed. */
  TOOL_CALL_EXCEPTION: "tool_call_exception",
  /** The run was cancelled. */
  TASK_CANCELLED: "task_cancelled",
  /** A follow-up message has arrived. */
  USER_ADDED_MESSAGE: "user_added_message",
} as const);
/** The type of a run's event. One of the known values, or a newer one of the service. */
export type ExecutionLogType = Open<(typeof ExecutionLogType)[keyof typeof ExecutionLogType]>;
