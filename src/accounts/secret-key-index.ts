import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** An account for which a secret was stored. */
export interface IndexedKey {
  readonly id: string;
  /** Epoch ms: since when no account of this id is known; undefined while one is. */
  readonly orphanedSince: number | undefined;
}

const orphaned = "orphaned";

/**
 * For which accounts there may be secrets in SecretStorage, which cannot list its keys in the lowest supported version of
 * VS Code, and in later ones lists those of all profiles. A file for each account, so that windows never overwrite each
 * other's entries; it contains no secret. Where no file can be written there is no index, and nothing else fails.
 */
export class SecretKeyIndex {
  constructor(private readonly folder: string) {}

  /** To be called before a secret is stored. */
  async add(id: string): Promise<void> {
    await this.write(id, "");
  }

  /** Notes that no account of this id is known, from now on. */
  async markOrphaned(id: string): Promise<void> {
    await this.write(id, orphaned);
  }

  /** To be called when the secrets are deleted. */
  async remove(id: string): Promise<void> {
    if (isFileName(id)) await rm(join(this.folder, id), { force: true }).catch(() => undefined);
  }

  async list(): Promise<IndexedKey[]> {
    const ids = await readdir(this.folder).catch(() => []);
    const keys = await Promise.all(ids.map((id) => this.read(id)));
    return keys.filter((key) => key !== undefined);
  }

  private async read(id: string): Promise<IndexedKey | undefined> {
    const path = join(this.folder, id);
    try {
      const isOrphaned = (await readFile(path, "utf8")) === orphaned;
      return { id, orphanedSince: isOrphaned ? (await stat(path)).mtimeMs : undefined };
    } catch {
      return undefined;
    }
  }

  private async write(id: string, content: string): Promise<void> {
    if (!isFileName(id)) return;
    await mkdir(this.folder, { recursive: true }).catch(() => undefined);
    await writeFile(join(this.folder, id), content, { mode: 0o600 }).catch(() => undefined);
  }
}

function isFileName(id: string): boolean {
  return /^[\w-]{1,100}$/.test(id);
}
