// Each list is open: the service may add a value, which then arrives as plain text.
type Open<Known extends string> = Known | (string & Record<never, never>);

/** States of an agent, by name. */
export const AgentStatus = Object.freeze({
  DRAFT: "draft",
  INITIALIZATION_REQUIRED: "initialization_required",
  ACTIVE: "active",
  ARCHIVED: "archived",
} as const);
/** State of an agent: one of the known values, or a newer one of the service. */
export type AgentStatus = Open<(typeof AgentStatus)[keyof typeof AgentStatus]>;

/** States of a run, by name. */
export const ExecutionStatus = Object.freeze({
  PENDING: "pending",
  RUNNING: "running",
  COMPLETED: "completed",
  FAILED: "failed",
  CANCELLED: "cancelled",
} as const);
/** State of a run: one of the known values, or a newer one of the service. */
export type ExecutionStatus = Open<(typeof ExecutionStatus)[keyof typeof ExecutionStatus]>;

/** States of a compilation, by name. */
export const CompilationStatus = Object.freeze({
  PENDING: "pending",
  COMPILING: "compiling",
  COMPILED: "compiled",
  RUNNING: "running",
  COMPLETED: "completed",
  FAILED: "failed",
} as const);
/** State of a compilation: one of the known values, or a newer one of the service. */
export type CompilationStatus = Open<(typeof CompilationStatus)[keyof typeof CompilationStatus]>;

/** Types of a run's events, by name. */
export const ExecutionLogType = Object.freeze({
  DECLARED_FUNCTIONS: "declared_functions",
  TOOL_CALLED: "tool_called",
  TOOL_CALL_EXCEPTION: "tool_call_exception",
  TASK_CANCELLED: "task_cancelled",
  USER_ADDED_MESSAGE: "user_added_message",
} as const);
/** Type of a run's event: one of the known values, or a newer one of the service. */
export type ExecutionLogType = Open<(typeof ExecutionLogType)[keyof typeof ExecutionLogType]>;
