import type { Html } from '../../kit/html.ts';
import type { SkinName } from '../options.ts';
import type { Formats } from '../sections/section.ts';

/** A control that holds one value of a form. */
export interface FieldSpec {
  /** Name in the form, and in the values of a tab. */
  readonly field: string;
  readonly label: string;
  /** Not for this login to change. */
  readonly locked?: boolean;
  /** Check boxes or switches (by field) that disable this control while they are on. */
  readonly disabledBy?: readonly string[];
}

/** A text box of a classic form. */
export interface TextSpec extends FieldSpec {
  readonly type?: 'text' | 'email' | 'password';
  readonly value?: string;
}

/** One of a fixed set of texts. */
export interface ChoiceSpec extends FieldSpec {
  readonly options: readonly string[];
  /** Shown for "nothing chosen", where the widget can show it. */
  readonly none: string;
}

/** The controls of one weekday. */
export interface DaySpec {
  readonly day: string;
  readonly from: FieldSpec;
  readonly to: FieldSpec;
  /** From and to in one field, in place of the two. */
  readonly span: FieldSpec;
  readonly closed: FieldSpec;
}

/** One tab of an account. */
export interface TabSpec {
  readonly title: string;
  readonly address: string;
  readonly open: boolean;
}

/** Something that every tab says about the account. */
export interface FactSpec {
  readonly name: string;
  readonly value: string;
}

/** What surrounds a page behind the login. */
export interface FrameSpec {
  readonly navigation: readonly {
    readonly title: string;
    readonly address: string;
    readonly open: boolean;
  }[];
  readonly email: string;
  readonly content: Html;
  /** The page still has to ask for its content. */
  readonly busy: boolean;
}

/** One way to mark up the portal. They share flows and labels, and as little as possible else. */
export interface Skin {
  readonly name: SkinName;
  readonly saveLabel: string;
  readonly formats: Formats;
  /** Whether the password is asked for on the page of the e-mail address or on one of its own. */
  readonly passwordPage: 'same' | 'own';
  /** The same parts in the order of the skin. */
  arrange(parts: readonly Html[]): readonly Html[];
  frame(spec: FrameSpec): Html;
  /** A page outside the frame: login, maintenance. */
  card(content: Html): Html;
  text(spec: TextSpec): Html;
  textArea(spec: FieldSpec): Html;
  toggle(spec: FieldSpec): Html;
  choice(spec: ChoiceSpec): Html;
  week(days: readonly DaySpec[]): Html;
  /** All tabs, and the open one with its title and content. */
  tabs(tabs: readonly TabSpec[], open: { readonly title: string; readonly content: Html }): Html;
  facts(facts: readonly FactSpec[]): Html;
  accountSearch(): Html;
  accountList(): Html;
  /** Leads through the pages of the account list. */
  pager(): Html;
  /** A list of texts from which entries can be taken out. */
  wordList(field: string, label: string, locked: boolean): Html;
  contactSearch(): Html;
  contactList(field: string, label: string, locked: boolean): Html;
}
