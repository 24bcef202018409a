/** What the bench calls in the page of a table. Times are milliseconds; undefined is what a table has not. */
export interface Driver {
  load(url: string): Promise<void>;
  start(): Promise<{ first: number; all: number }>;
  sort(descending: boolean): Promise<{ ms: number; amount: number }>;
  filter(text: string): Promise<{ ms: number; count: number }>;
  group(): Promise<Counted | undefined>;
  ungroup(): Promise<void>;
  listValues(): Promise<Counted>;
  copy(rows: number): Promise<Counted>;
  scroll(): Promise<number[]>;
}

export interface Counted {
  readonly ms: number;
  /** Groups, values or lines: by it the tables are compared. */
  readonly count: number;
}
