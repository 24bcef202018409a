/** What the bench calls in the page of a table. Times are milliseconds. */
export interface Driver {
  load(url: string): Promise<void>;
  start(): Promise<{ first: number; all: number }>;
  sort(descending: boolean): Promise<{ ms: number; amount: number }>;
  filter(text: string): Promise<{ ms: number; count: number }>;
  scroll(): Promise<number[]>;
}
