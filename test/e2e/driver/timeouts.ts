/** How long anything in the workbench may take, also on a machine whose cores are all busy. */
export const uiTimeoutMs = 40_000;

/** How long VS Code may take to start or to be loaded again, and to start our extension. */
export const startTimeoutMs = 120_000;
