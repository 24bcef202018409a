import type { RowChildren, Row } from "./row";

/** Children shown at a time; VS Code trees are slow with tens of thousands. */
export const childrenPerPage = 1_000;

/** A tree element: the same object for the same id across updates. */
export class TreeNode {
  /** The number of children shown at most. */
  maxChildren = childrenPerPage;
  /** Undefined until VS Code asked for them. */
  children: readonly TreeNode[] | undefined;
  private cachedSignature: string | undefined;

  constructor(
    readonly id: string,
    public row: Row,
    public parent: TreeNode | undefined,
  ) {
    this.setRow(row);
  }

  /** Replaces the row; the data commands read is copied onto the node. */
  setRow(row: Row): void {
    this.row = row;
    this.cachedSignature = undefined;
    Object.assign(this, row.commandData);
  }

  /** The row's signature, computed once. */
  get signature(): string {
    this.cachedSignature ??= this.row.signature;
    return this.cachedSignature;
  }
}

/** The nodes to refresh. */
export type NodeChanges = "all" | readonly TreeNode[];

/** Creates the Show More row of a list that is shown in part. */
export type CreateShowMoreRow = (parent: TreeNode, left: number) => Row;

/** The nodes VS Code has asked for. Reports which of them changed, so that only those are refreshed. */
export class NodeStore {
  private readonly root = new TreeNode("", createRootRow({ count: 0, first: () => [], isExpanded: true }), undefined);
  private nodes = new Map<string, TreeNode>();

  constructor(private readonly createShowMoreRow: CreateShowMoreRow) {}

  /** The children of a node, or the topmost nodes. */
  children(node: TreeNode = this.root): readonly TreeNode[] {
    node.children ??= this.reconcileChildren(node, new Map(), new Set());
    return node.children;
  }

  /** True when there is no row at all. */
  get isEmpty(): boolean {
    return this.root.row.children?.count === 0;
  }

  /** The node of a row, where VS Code has asked for it. */
  find(id: string): TreeNode | undefined {
    return this.nodes.get(id);
  }

  /** Replaces all rows; returns the nodes to refresh, each including its descendants. */
  setRows(children: RowChildren): NodeChanges {
    const previousNodes = this.nodes;
    this.nodes = new Map();
    const changed = new Set<TreeNode>();
    this.updateNode(this.root, createRootRow(children), previousNodes, changed);
    return changed.has(this.root) ? "all" : [...changed].filter((node) => !hasAncestorIn(node, changed));
  }

  /** Shows more of a node's children. */
  showMore(parent: TreeNode): NodeChanges {
    parent.maxChildren += childrenPerPage;
    const previousNodes = new Map<string, TreeNode>();
    this.detachChildren(parent, previousNodes);
    parent.children = this.reconcileChildren(parent, previousNodes, new Set());
    return parent === this.root ? "all" : [parent];
  }

  private updateNode(
    node: TreeNode,
    row: Row,
    previousNodes: ReadonlyMap<string, TreeNode>,
    changed: Set<TreeNode>,
  ): void {
    const { signature } = node;
    node.setRow(row);
    if (node.signature !== signature) changed.add(node);
    const { children } = node;
    if (!children) return;
    node.children = this.reconcileChildren(node, previousNodes, changed);
    if (!haveSameNodes(children, node.children)) changed.add(node);
  }

  /** The children of `parent`: existing nodes, wherever they were, and new ones. */
  private reconcileChildren(
    parent: TreeNode,
    previousNodes: ReadonlyMap<string, TreeNode>,
    changed: Set<TreeNode>,
  ): TreeNode[] {
    const { children } = parent.row;
    if (!children) return [];
    const rows = [...children.first(parent.maxChildren)];
    const remaining = children.count - rows.length;
    if (remaining > 0) rows.push(this.createShowMoreRow(parent, remaining));
    return rows.map((row) => {
      const id = this.uniqueId(row.id);
      const existing = previousNodes.get(id);
      const node = existing ?? new TreeNode(id, row, parent);
      node.parent = parent;
      this.nodes.set(id, node);
      if (existing) this.updateNode(existing, row, previousNodes, changed);
      return node;
    });
  }

  /** Makes duplicate ids unique, because VS Code shows only one row per id. */
  private uniqueId(id: string): string {
    let uniqueId = id;
    for (let times = 2; this.nodes.has(uniqueId); times += 1) uniqueId = `${id}#${times}`;
    return uniqueId;
  }

  private detachChildren(parent: TreeNode, detached: Map<string, TreeNode>): void {
    for (const node of parent.children ?? []) {
      this.detachChildren(node, detached);
      this.nodes.delete(node.id);
      detached.set(node.id, node);
    }
  }
}

function createRootRow(children: RowChildren): Row {
  const item = (): never => {
    throw new Error("the root of a tree is not shown");
  };
  return { id: "", signature: "", createItem: item, children };
}

function haveSameNodes(a: readonly TreeNode[], b: readonly TreeNode[]): boolean {
  return a.length === b.length && a.every((node, index) => node === b[index]);
}

function hasAncestorIn({ parent }: TreeNode, nodes: ReadonlySet<TreeNode>): boolean {
  for (let above = parent; above; above = above.parent) if (nodes.has(above)) return true;
  return false;
}
