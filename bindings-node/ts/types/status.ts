// Each list is open: the service may add a value, which then arrives as plain text.
type Open<Known extends string> = Known | (string & Record<never, never>);

/** States of an agent, by name. */
export const AgentStatus = Object.freeze({
  /** Not in use yet. */
  DRAFT: "draft",
  /** Something must be set up before it can run. */
  INITIALIZATION_REQUIRED: "initialization_required",
  /** Ready for runs. */
  ACTIVE: "active",
  /** Put away. */
  ARCHIVED: "archived",
} as const);
/** State of an agent: one of the known values, or a newer one of the service. */
export type AgentStatus = Open<(typeof AgentStatus)[keyof typeof AgentStatus]>;

/** States of a run, by name. */
export const ExecutionStatus = Object.freeze({
  /** Waiting to start. */
  PENDING: "pending",
  /** The agent is at work. */
  RUNNING: "running",
  /** Ended well: the output is there. */
  COMPLETED: "completed",
  /** Ended with an error. */
  FAILED: "failed",
  /** Ended by its owner. */
  CANCELLED: "cancelled",
} as const);
/** State of a run: one of the known values, or a newer one of the service. */
export type ExecutionStatus = Open<(typeof ExecutionStatus)[keyof typeof ExecutionStatus]>;

/** States of a compilation, by name. */
export const CompilationStatus = Object.freeze({
  /** Waiting to be made. */
  PENDING: "pending",
  /** In the making. */
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
/** State of a compilation: one of the known values, or a newer one of the service. */
export type CompilationStatus = Open<(typeof CompilationStatus)[keyof typeof CompilationStatus]>;

/** Types of a run's events, by name. */
export const ExecutionLogType = Object.freeze({
  /** The agent said which functions it is going to use. */
  DECLARED_FUNCTIONS: "declared_functions",
  /** The agent used a tool. */
  TOOL_CALLED: "tool_called",
  /** A tool failed. */
  TOOL_CALL_EXCEPTION: "tool_call_exception",
  /** The run was cancelled. */
  TASK_CANCELLED: "task_cancelled",
  /** A follow-up message has arrived. */
  USER_ADDED_MESSAGE: "user_added_message",
} as const);
/** Type of a run's event: one of the known values, or a newer one of the service. */
export type ExecutionLogType = Open<(typeof ExecutionLogType)[keyof typeof ExecutionLogType]>;
