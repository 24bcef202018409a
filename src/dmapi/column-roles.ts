/** A column as a request documents it, and how to recognize it where a server names its columns differently. */
export interface ColumnRole {
  /** DMAPI's documented name. */
  readonly name: string;
  /** Other names, compared without case, punctuation and the prefixes below. */
  readonly otherNames?: readonly string[];
  /** False for a value that certainly is not one of this column. A column is not recognized if most values are not. */
  readonly accepts?: (value: string) => boolean;
  /** True for a value that is hardly one of any other column: it is recognized without its name. */
  readonly isTypical?: (value: string) => boolean;
}

/** The position of each role in the rows; -1 if the list has no such column. */
export type ColumnPositions<Role extends string> = Readonly<Record<Role, number>>;

/**
 * Finds documented columns in a list (DMAPI docs name some columns, and no list is known in full): by name, by a
 * spelling of it, by a value no other column has, and at last by the documented place where the number of columns fits.
 * @param columns the names as sent, or the documented ones
 * @param rows a sample of the rows
 */
export function findColumnRoles<Role extends string>(
  roles: Readonly<Record<Role, ColumnRole>>,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): ColumnPositions<Role> {
  const search = new RoleSearch(Object.values<ColumnRole>(roles), columns, rows);
  search.assignByName((sent, role) => joinWords(sent) === joinWords(role.name));
  search.assignByName((sent, role) => (role.otherNames ?? []).some((name) => joinWords(sent) === joinWords(name)));
  search.assignByName((sent, role) =>
    [role.name, ...(role.otherNames ?? [])].some((name) => withoutPrefix(sent) === withoutPrefix(name)),
  );
  search.assignByValues();
  search.assignByPlace();
  const positions = Object.keys(roles).map((role, index) => [role, search.positions[index] ?? -1]);
  return Object.fromEntries(positions) as ColumnPositions<Role>;
}

class RoleSearch {
  /** The column of each role; -1 while it is not known. */
  readonly positions: number[];

  constructor(
    private readonly roles: readonly ColumnRole[],
    private readonly columns: readonly string[],
    private readonly rows: readonly (readonly string[])[],
  ) {
    this.positions = roles.map(() => -1);
  }

  assignByName(matches: (sent: string, role: ColumnRole) => boolean): void {
    this.roles.forEach((role, index) => {
      if (this.positions[index] !== -1) return;
      const found = this.columns.findIndex(
        (sent, column) => this.isFree(column) && matches(sent, role) && this.mostMatch(column, role.accepts),
      );
      this.positions[index] = found;
    });
  }

  /** Twice, because a corrected column may free the one of another role. */
  assignByValues(): void {
    for (let round = 0; round < 2; round += 1)
      this.roles.forEach((role, index) => {
        const { isTypical } = role;
        const current = this.positions[index] ?? -1;
        if (!isTypical || (current >= 0 && this.allMatch(current, isTypical))) return;
        const typical = this.columns.flatMap((_, column) =>
          this.isFree(column) && this.allMatch(column, isTypical) ? [column] : [],
        );
        if (typical.length === 1) this.positions[index] = typical[0] ?? -1;
      });
  }

  /** Only where nothing that was recognized is at another place than documented. */
  assignByPlace(): void {
    const isDocumentedOrder = this.positions.every((column, index) => column === -1 || column === index);
    if (this.columns.length !== this.roles.length || !isDocumentedOrder) return;
    this.roles.forEach((role, index) => {
      if (this.positions[index] === -1 && this.mostMatch(index, role.accepts)) this.positions[index] = index;
    });
  }

  private isFree(column: number): boolean {
    return !this.positions.includes(column);
  }

  private mostMatch(column: number, accepts: ColumnRole["accepts"]): boolean {
    if (!accepts) return true;
    const values = this.valuesOf(column);
    return values.filter(accepts).length * 2 >= values.length;
  }

  private allMatch(column: number, isTypical: (value: string) => boolean): boolean {
    const values = this.valuesOf(column);
    return values.length > 0 && values.every(isTypical);
  }

  private valuesOf(column: number): string[] {
    return this.rows.map((row) => row[column] ?? "").filter((value) => value !== "" && value !== "-");
  }
}

const prefixes = new Set(["account", "dmapi", "domain", "object", "order", "request", "result", "transfer"]);

/** `Proc-ID`, `proc_id` and `procId` are the same. */
function joinWords(name: string): string {
  return splitWords(name).join("");
}

/** `request-type` and `type` are the same, `domain` alone is not empty. */
function withoutPrefix(name: string): string {
  const [first = "", ...rest] = splitWords(name);
  return (rest.length > 0 && prefixes.has(first) ? rest : [first, ...rest]).join("");
}

function splitWords(name: string): string[] {
  const words = name.replace(/([a-z\d])([A-Z])/g, "$1 $2").toLowerCase();
  return words.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}
