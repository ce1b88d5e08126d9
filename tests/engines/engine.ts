/** A browser of another make, driven from outside by the protocol that it speaks itself. */
export interface Engine {
  /** Name and version, as the engine says them. */
  readonly name: string;
  open(url: string): Promise<void>;
  /** The value of an expression in the page; a promise is waited for. The value has to be JSON. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** What is on view, as PNG. */
  picture(): Promise<Buffer>;
  /** SIGKILL: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
}

/** How an engine is found and started. */
export interface EngineKind {
  readonly name: string;
  /** Whether a profile outlives its process when it is driven from outside. */
  readonly keepsProfile: boolean;
  /** Why it cannot be had here, or undefined when it can. */
  missing(): string | undefined;
  start(profile: string): Promise<Engine>;
}
