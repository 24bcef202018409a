/** For work on many rows in the extension host, which is shared with all other extensions (see `runInSlices`). */
export const hostTimeSlices = {
  sliceMs: 25,
  yieldControl: () => new Promise<void>((resolve) => void setImmediate(resolve)),
};
