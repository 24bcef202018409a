import type { Children, Row } from "./row";

/** How many rows are shown below another at once; there may be ten thousands, which no tree shows quickly. */
export const step = 1_000;

/** A row as VS Code knows it: the same object for the same thing, whatever becomes of it. */
export class Node {
  /** How many children are shown. */
  most = step;
  /** Undefined until somebody looked. */
  children: readonly Node[] | undefined;
  #stamp: string | undefined;

  constructor(
    readonly id: string,
    public row: Row,
    public parent: Node | undefined,
  ) {
    this.become(row);
  }

  /** Takes another look; what commands read is on the node itself. */
  become(row: Row): void {
    this.row = row;
    this.#stamp = undefined;
    Object.assign(this, row.about);
  }

  /** The row's stamp, worked out once. */
  get stamp(): string {
    this.#stamp ??= this.row.stamp;
    return this.#stamp;
  }
}

/** What is to be drawn anew. */
export type Changes = "all" | readonly Node[];

/** Describes the row behind the last one of a list that is shown in part. */
export type MoreRow = (parent: Node, left: number) => Row;

/** The nodes VS Code has asked for, kept up to date. Tells which of them changed, so that no other is drawn anew. */
export class Forest {
  readonly #root = new Node("", rootRow({ count: 0, first: () => [], expanded: true }), undefined);
  #nodes = new Map<string, Node>();

  constructor(private readonly moreRow: MoreRow) {}

  /** The children of a node, or the topmost nodes. */
  children(node: Node = this.#root): readonly Node[] {
    node.children ??= this.#adopt(node, new Map(), new Set());
    return node.children;
  }

  /** True when there is no row at all. */
  get isEmpty(): boolean {
    return this.#root.row.children?.count === 0;
  }

  /** The node of a row, where VS Code has asked for it. */
  find(id: string): Node | undefined {
    return this.#nodes.get(id);
  }

  /** Shows other rows; gives the nodes to draw anew, each with all below it. */
  show(children: Children): Changes {
    const before = this.#nodes;
    this.#nodes = new Map();
    const changed = new Set<Node>();
    this.#update(this.#root, rootRow(children), before, changed);
    return changed.has(this.#root) ? "all" : [...changed].filter((node) => !isBelow(node, changed));
  }

  /** Shows more of a node's children. */
  showMore(parent: Node): Changes {
    parent.most += step;
    const before = new Map<string, Node>();
    this.#release(parent, before);
    parent.children = this.#adopt(parent, before, new Set());
    return parent === this.#root ? "all" : [parent];
  }

  #update(node: Node, row: Row, before: ReadonlyMap<string, Node>, changed: Set<Node>): void {
    const { stamp } = node;
    node.become(row);
    if (node.stamp !== stamp) changed.add(node);
    const { children } = node;
    if (!children) return;
    node.children = this.#adopt(node, before, changed);
    if (!areSame(children, node.children)) changed.add(node);
  }

  /** The nodes below `parent`: those that were there before, wherever they stood, and new ones. */
  #adopt(parent: Node, before: ReadonlyMap<string, Node>, changed: Set<Node>): Node[] {
    const { children } = parent.row;
    if (!children) return [];
    const rows = [...children.first(parent.most)];
    const left = children.count - rows.length;
    if (left > 0) rows.push(this.moreRow(parent, left));
    return rows.map((row) => {
      const id = this.#unused(row.id);
      const known = before.get(id);
      const node = known ?? new Node(id, row, parent);
      node.parent = parent;
      this.#nodes.set(id, node);
      if (known) this.#update(known, row, before, changed);
      return node;
    });
  }

  /** VS Code shows one row for two with the same id, but what a reply holds twice is shown twice. */
  #unused(id: string): string {
    let unused = id;
    for (let times = 2; this.#nodes.has(unused); times += 1) unused = `${id}#${times}`;
    return unused;
  }

  #release(parent: Node, released: Map<string, Node>): void {
    for (const node of parent.children ?? []) {
      this.#release(node, released);
      this.#nodes.delete(node.id);
      released.set(node.id, node);
    }
  }
}

function rootRow(children: Children): Row {
  const item = (): never => {
    throw new Error("the root of a tree is not shown");
  };
  return { id: "", stamp: "", item, children };
}

function areSame(a: readonly Node[], b: readonly Node[]): boolean {
  return a.length === b.length && a.every((node, index) => node === b[index]);
}

function isBelow({ parent }: Node, nodes: ReadonlySet<Node>): boolean {
  for (let above = parent; above; above = above.parent) if (nodes.has(above)) return true;
  return false;
}
