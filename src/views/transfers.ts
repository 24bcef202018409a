import * as vscode from "vscode";
import type { Accounts } from "../account/accounts";
import type { Arrangements } from "../data/arrangement";
import {
  attentionChangesAt,
  compareAge,
  compareDomains,
  compareUrgency,
  watched,
  type Watched,
} from "../data/attention";
import type { Data } from "../data/data";
import { day, factsOf, phases, type Phase } from "../data/transfer-states";
import { phaseText, reasonText, stateActor, stateText } from "../data/transfer-texts";
import { holdsWords } from "../data/words";
import type { Transfer } from "../dmapi/model";
import { readableName } from "../names/readable-name";
import type { Clock } from "../workbench/clock";
import { anyOf } from "../workbench/events";
import { withoutControls } from "../workbench/plain";
import { grouping, groupRow, mostUnfolded } from "./group";
import { rows, rowsOf, type Children, type Row } from "./row";
import { countText } from "./texts";
import { transferRow } from "./transfer-row";
import type { Picture, ResourceView } from "./tree";

const orders = { urgency: compareUrgency, age: compareAge, domain: compareDomains };
const icons: Record<Phase, string> = { preparation: "package", foa: "mail", registry: "globe", completion: "home" };

/** Pending transfers, what needs the reseller first. Time alone can make one need the reseller: see `onDidChange`. */
export class TransfersView implements ResourceView<readonly Transfer[]>, vscode.Disposable {
  readonly name = "transfers";
  readonly canSelectMany = true;
  readonly resource: Data["transfers"];
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #arranged: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly accounts: Accounts,
    private readonly data: Data,
    private readonly arrangement: Arrangements["transfers"],
    private readonly clock: Clock,
  ) {
    this.resource = data.transfers;
    this.#arranged = anyOf(arrangement.onDidChange, data.mishaps.onDidChange)(() => this.#changed.fire());
  }

  picture(transfers: readonly Transfer[]): Picture {
    const { filter, sorting, grouping } = this.arrangement;
    const all = this.#watch(transfers, this.clock());
    const some = filter === "" ? all : all.filter((one) => holdsWords(filter, textsOf(one)));
    const sorted = some.toSorted(orders[sorting]);
    const account = this.accounts.current?.id ?? "";
    const row = (one: Watched) => transferRow(account, one, this.data);
    const told = filter && vscode.l10n.t("Filter “{0}”: {1} of {2} transfers.", filter, some.length, all.length);
    return {
      rows: grouping === "flat" ? rowsOf(sorted, row) : rows(grouped(sorted, row)),
      filtered: told,
      badge: badgeOf(all.filter(({ attention }) => attention)),
    };
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#arranged.dispose();
    this.#changed.dispose();
  }

  #watch(transfers: readonly Transfer[], now: number): Watched[] {
    const account = this.accounts.current?.id ?? "";
    let next = now + day;
    const all = transfers.map((transfer) => {
      const { domain, state } = transfer;
      const since = this.data.sightings.since(account, domain, state);
      next = Math.min(next, attentionChangesAt(state, since, now) ?? next);
      return watched(transfer, since, now);
    });
    this.#lookAgain(next - now);
    return all;
  }

  #lookAgain(after: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed.fire(), after);
  }
}

/** What the filter looks into. */
function textsOf({ transfer, attention }: Watched): string[] {
  const { domain, state, ownerEmail, adminEmail } = transfer;
  const reason = attention ? reasonText(attention.reason) : "";
  return [domain, readableName(domain), state, stateText(state), stateActor(state), ownerEmail, adminEmail, reason];
}

function grouped(sorted: readonly Watched[], row: (watched: Watched) => Row): Row[] {
  const needing = sorted.filter(({ attention }) => attention);
  const others = grouping(
    sorted.filter(({ attention }) => !attention),
    ({ transfer }) => factsOf(transfer.state)?.phase ?? "unknown",
  );
  const below = (some: readonly Watched[]): Children => rowsOf(some, row, some.length <= mostUnfolded);
  const groups = [
    {
      id: "needs-you",
      label: vscode.l10n.t("Needs Your Attention"),
      icon: "bell",
      colour: "charts.red",
      children: below(needing),
    },
    ...phases.map((phase) => ({
      id: phase,
      label: phaseText(phase),
      icon: icons[phase],
      children: below(others.get(phase) ?? []),
    })),
    {
      id: "unknown",
      label: vscode.l10n.t("Unknown States"),
      icon: "question",
      children: below(others.get("unknown") ?? []),
    },
  ];
  return groups
    .filter(({ children }) => children.count > 0)
    .map((group) => groupRow({ ...group, id: `group:${group.id}` }));
}

const mostNamed = 10;

function badgeOf(needing: readonly Watched[]): vscode.ViewBadge | undefined {
  if (needing.length === 0) return undefined;
  const named = needing
    .toSorted(compareUrgency)
    .slice(0, mostNamed)
    .map(({ transfer, attention }) => {
      const why = attention ? reasonText(attention.reason) : "";
      return withoutControls(`${transfer.domain}: ${stateText(transfer.state)} · ${why}`);
    });
  const left = needing.length - named.length;
  const title =
    needing.length === 1
      ? vscode.l10n.t("1 transfer needs your attention")
      : vscode.l10n.t("{0} transfers need your attention", needing.length);
  const more = left > 0 ? [vscode.l10n.t("and {0} more", countText(left))] : [];
  return { value: needing.length, tooltip: [title, ...named, ...more].join("\n") };
}
