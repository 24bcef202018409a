import assert from "node:assert/strict";
import { chmod, lstat } from "node:fs/promises";
import { join } from "node:path";
import { createIpcEndpoint } from "../../src/ipc/ipc-endpoint";
import { eventually } from "../eventually";
import { canRunAsOtherUser, connectTo, runAsOtherUser, takeAddress } from "../unit/ipc/other-user";
import { temporaryFolder } from "../vscode/processes.mjs";

/**
 * Another user of this computer, who was first at the place where windows meet. The folders are such as there are where
 * no runtime folder is set: everybody may write to them.
 */
export class OtherUser {
  private taken: ReturnType<typeof runAsOtherUser> | undefined;
  private addresses: readonly string[] = [];

  private constructor(
    private readonly runtime: string,
    private readonly temporary: string,
  ) {}

  static async create(): Promise<OtherUser> {
    const folders = [await temporaryFolder("runtime"), await temporaryFolder("tmp")] as const;
    for (const folder of folders) await chmod(folder, 0o1777);
    return new OtherUser(...folders);
  }

  /** For VS Code and its extensions. */
  get env(): Record<string, string> {
    return { XDG_RUNTIME_DIR: this.runtime, TMPDIR: this.temporary };
  }

  /** Takes the first place at which the windows of a home would meet, where this user can become another one. */
  async takePlaceOf(home: string): Promise<void> {
    const storage = join(home, "user", "User", "globalStorage", "joker-dmapi.joker-dmapi");
    this.addresses = createIpcEndpoint(storage, { runtime: this.runtime, temporary: this.temporary }).addresses;
    if (!canRunAsOtherUser()) return;
    this.taken = runAsOtherUser(takeAddress, this.addresses[0] ?? "");
    await eventually(() => assert.deepEqual(this.said, ["listening"]));
  }

  /** False where this user cannot become another one. */
  get isThere(): boolean {
    return this.taken !== undefined;
  }

  /** What happened to the place that was taken: `listening`, and whatever came to it. */
  get said(): readonly string[] {
    return this.taken?.said ?? [];
  }

  /** The place at which the windows meet instead. */
  async findWindows(): Promise<string | undefined> {
    for (const address of this.addresses.slice(1)) {
      const stats = await lstat(address).catch(() => undefined);
      if (stats?.isSocket()) return address;
    }
    return undefined;
  }

  /** Connects to an address; `said` is what comes of it. */
  connect(address: string): ReturnType<typeof runAsOtherUser> {
    return runAsOtherUser(connectTo, address);
  }

  stop(): void {
    this.taken?.stop();
  }
}
