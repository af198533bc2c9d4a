import type { Html } from '../../../kit/html.ts';

/** A text field. */
export interface FieldSpec {
  /** Name in a form, and in what the page's script sends. */
  readonly field: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'password';
  readonly value?: string;
  readonly lines?: number;
  /** Only shown, not to be changed. */
  readonly locked?: boolean;
}

/** A column of a table; `part` names the property of a row that it shows. */
export interface ColumnSpec {
  readonly part: string;
  readonly title: string;
  /** The cell leads to the row's own page. */
  readonly isLink?: boolean;
}

/** A long table that draws only the rows in view. */
export interface TableSpec {
  readonly label: string;
  readonly columns: readonly ColumnSpec[];
  /** Its rows can be selected, one or more. */
  readonly selects?: boolean;
  /** Its first column has a filter menu. */
  readonly filters?: boolean;
}

/** A question, or news, that has to be answered before anything else. */
export interface DialogSpec {
  /** How the page's script calls it. */
  readonly name: string;
  readonly title: string;
  readonly cancels: boolean;
}

/** What surrounds a page behind the login. */
export interface FrameSpec {
  readonly email: string;
  readonly account: string;
  readonly level: string;
  readonly levels: readonly string[];
  readonly content: Html;
  /** The page still has to ask for its content. */
  readonly busy: boolean;
}

/**
 * One way to mark up the portal. The two ways share flows and visible words; roles, nesting, order, ids and kinds of
 * widgets differ.
 */
export interface Skin {
  readonly name: 'a' | 'b';
  /** E-mail address and password on one page, or one after the other. */
  readonly loginSteps: 'one' | 'two';
  /** The same parts in the order of the skin. */
  arrange(parts: readonly Html[]): readonly Html[];
  frame(spec: FrameSpec): Html;
  /** A page outside of the frame. */
  card(content: Html): Html;
  field(spec: FieldSpec): Html;
  accountPicker(accounts: readonly string[]): Html;
  /** Something to search with, and to begin anew. */
  search(label: string): Html;
  table(spec: TableSpec): Html;
  /** What can be done with selected groups. */
  groupActions(): Html;
  dialog(spec: DialogSpec): Html;
  /** The sites of the group that is being edited. */
  members(label: string): Html;
  /** Where sites are added to the group: its own search, its own pages. */
  pane(title: string, search: Html): Html;
  /** The company that a site is mapped to. */
  mapping(label: string): Html;
}
