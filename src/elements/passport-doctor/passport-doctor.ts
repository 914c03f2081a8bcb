import { html, LitElement, nothing } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { examine } from '../../doctor/examine.js';
import type { Finding, FindingStatus } from '../../doctor/facts.js';
import { getNeededSources } from '../../doctor/needed-sources.js';
import { writeReport } from '../../doctor/report.js';
import { ViolationWatch } from '../../doctor/violations.js';
import { whenElementsAreDefined } from '../../doctor/when-defined.js';
import { readDocument } from '../../session/page-look.js';
import { getSession } from '../../session/page-session.js';
import type { Session } from '../../session/session-types.js';
import { findText, getText } from '../../shared/texts.js';
import { baseStyles } from '../support/base.styles.js';
import { copyText } from '../support/copy-text.js';
import { LocaleController } from '../support/locale-controller.js';
import { noticeStyles } from '../support/notice.styles.js';
import { partStyles } from '../support/parts.styles.js';
import { formatNumber } from '../support/plurals.js';
import { property, state } from '../support/property.js';
import { DETAILS } from './details.js';
import { styles } from './passport-doctor.styles.js';
import { readElements } from './read-elements.js';
import { TEXTS } from './texts.js';

const MARKS: Readonly<Record<FindingStatus, string>> = { good: '✓', notice: 'i', bad: '!', unknown: '?' };
/** What is to be mended comes first. */
const ORDER: readonly FindingStatus[] = ['bad', 'notice', 'unknown'];

/**
 * Looks at the page that it stands on and says what keeps Passport from working there, and how to mend it. For whoever
 * builds the page: an address with `?passport-doctor` shows it, on every page that has the script tag. Headings and buttons
 * are in the language of the page, details and the report in English.
 *
 * @tagname passport-doctor
 * @csspart summary - The line that tells how it stands.
 * @csspart finding - One thing that was found.
 * @csspart again - The button that looks again.
 * @csspart copy - The button that copies the report.
 * @csspart close - The button that closes it, where it is `floating`.
 * @csspart report - The report, where it could not be copied.
 * @cssstate examining - The page is being looked at.
 * @cssstate healthy - Nothing has to be mended.
 * @cssstate ill - Something has to be mended.
 */
export class PassportDoctor extends LitElement {
  static override styles: CSSResultGroup = [baseStyles, partStyles, noticeStyles, styles];

  /** Stands above the page in a corner, with a button that closes it. */
  @property({ type: Boolean, reflect: true }) floating = false;

  /** The session whose configuration is looked at. Default: the page's own. */
  @property({ attribute: false }) session?: Session;

  /** Looks at the page. For tests. @internal */
  @property({ attribute: false }) examiner = examine;

  @state() private found?: readonly Finding[];
  @state() private copyResult?: 'copied' | 'copy-failed';

  readonly #internals = this.attachInternals();
  readonly #locale = new LocaleController(this, ['doctor']);
  #watch?: ViolationWatch;
  #running?: AbortController;

  /** What was found last; undefined until the first look has ended. */
  get findings(): readonly Finding[] | undefined {
    return this.found;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Moved: the look goes on, and what it has found stays.
    if (this.#watch) return;
    // Brought by the address of the page. Each copy of the library brings one.
    const isBrought = this.parentNode === readDocument(document, 'documentElement');
    if (isBrought && Document.prototype.querySelector.call(document, this.localName) !== this) {
      this.remove();
      return;
    }
    this.floating ||= isBrought;
    this.#watch = new ViolationWatch();
    this.#run(whenElementsAreDefined());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A move in the document is no reason to let go.
    setTimeout(() => {
      if (this.isConnected) return;
      this.#running?.abort();
      this.#watch?.stop();
      this.#watch = undefined;
    });
  }

  /** Looks at the page again. A look that is under way is given up. */
  examine(): void {
    this.#run(Promise.resolve());
  }

  /** What was found, as text to be sent to somebody: no token, no visitor's data. Empty before the first look has ended. */
  getReport(): string {
    const { config, state: { status } } = this.#session;
    return this.found ? writeReport(this.found, {
      config, status, url: `${location.origin}${location.pathname}`, userAgent: navigator.userAgent,
      describe: ({ fact, values }) => getText(DETAILS, 'en', fact, values),
    }) : '';
  }

  protected override willUpdate(): void {
    const name = !this.found ? 'examining' : this.#count('bad') > 0 ? 'ill' : 'healthy';
    this.#internals.states?.clear();
    this.#internals.states?.add(name);
  }

  protected override render(): TemplateResult {
    const good = this.found?.filter(({ status }) => status === 'good') ?? [];
    const others = ORDER.flatMap((status) => this.found?.filter((finding) => finding.status === status) ?? []);
    return html`
      <div class="card" role="region" aria-labelledby="title" tabindex=${this.floating ? 0 : nothing}>
        ${this.#renderHead()}
        ${others.length > 0 ? html`<ul>${others.map((finding) => this.#renderFinding(finding))}</ul>` : nothing}
        ${good.length > 0 ? html`<details ?open=${others.length === 0}>
          <summary>${this.#text('doctor-fine', { count: this.#format(good.length) })}</summary>
          <ul>${good.map((finding) => this.#renderFinding(finding))}</ul>
        </details>` : nothing}
        ${this.copyResult === 'copy-failed' ? html`<p class="head">${this.#text('doctor-copy-failed')}</p>
          <pre part="report" tabindex="0" role="region" aria-label=${this.#text('doctor-report')}>${this.getReport()}</pre>` : nothing}
      </div>
    `;
  }

  get #session(): Session {
    return this.session ?? getSession();
  }

  #run(begin: Promise<unknown>): void {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.found = undefined;
    this.copyResult = undefined;
    begin.then(() => this.#look(running.signal)).then((found) => {
      if (!running.signal.aborted) this.found = found;
    }, (error: unknown) => {
      // Nothing but an abort is expected; a mistake of ours must not look like a long wait.
      if (!running.signal.aborted) console.error('passport-widgets: the doctor failed.', error);
    });
  }

  #look(signal: AbortSignal): Promise<readonly Finding[]> {
    const { config } = this.#session;
    const origins = config ? getNeededSources(config).map(({ origin }) => origin) : [];
    return this.examiner({ config, elements: readElements(), getViolations: () => this.#watch?.list(origins) ?? [], signal });
  }

  #renderHead(): TemplateResult {
    const copied = this.copyResult === 'copied';
    return html`<div class="head">
      <div>
        <strong id="title">${this.#text('doctor-title')}</strong>
        <p class="muted" part="summary" role="status">${this.#getSummary()}</p>
      </div>
      <div class="actions">
        <button type="button" class="button quiet" part="again" @click=${() => this.examine()}>${this.#text('doctor-again')}</button>
        ${this.found ? html`<button type="button" class="button quiet" part="copy" @click=${() => this.#copy()}
          >${this.#text(copied ? 'doctor-copied' : 'doctor-copy')}</button><span class="sr-only" role="status">${copied ? this.#text('doctor-copied') : ''}</span>` : nothing}
        ${this.floating ? html`<button type="button" class="button quiet" part="close" @click=${() => this.remove()}
          >${this.#text('doctor-close')}</button>` : nothing}
      </div>
    </div>`;
  }

  #getSummary(): string {
    if (!this.found) return this.#text('doctor-examining');
    const [bad, notice] = [this.#count('bad'), this.#count('notice')];
    const parts = [
      bad > 0 ? this.#text('doctor-bad', { count: this.#format(bad) }) : this.#text('doctor-healthy'),
      ...(notice > 0 ? [this.#text('doctor-notice', { count: this.#format(notice) })] : []),
    ];
    return parts.join(' · ');
  }

  #renderFinding(finding: Finding): TemplateResult {
    const { check, fact, status, values } = finding;
    const mend = `${fact}.mend`;
    return html`<li class=${status === 'notice' ? 'notice-mark' : status} part="finding" data-fact=${fact}>
      <span class="mark" aria-hidden="true">${MARKS[status]}</span>
      <div>
        <p class="title"><strong>${this.#detail(`doctor.${check}`)}</strong><span class="small word">${this.#text(`doctor-status-${status}`)}</span></p>
        <p>${this.#detail(fact, values)}</p>
        ${status === 'good' ? nothing : html`<p class="muted small">${this.#detail(`doctor.${check}.means`)}</p>`}
        ${isDetail(mend) ? html`<p class="small"><strong>${this.#text('doctor-mend')}</strong> ${this.#detail(mend, values)}</p>` : nothing}
      </div>
    </li>`;
  }

  #count(status: FindingStatus): number {
    return this.found?.filter((finding) => finding.status === status).length ?? 0;
  }

  #text(key: keyof typeof TEXTS, values: Readonly<Record<string, string>> = {}): string {
    return getText(TEXTS, this.#locale.locale, key, values);
  }

  /** What is told to whoever builds the page: English, and marked as that, unless the site has a text for it. */
  #detail(key: keyof typeof TEXTS | keyof typeof DETAILS, values: Readonly<Record<string, string>> = {}): unknown {
    const { locale } = this.#locale;
    const text = getText({ ...DETAILS, ...TEXTS }, locale, key, values);
    const isForeign = !/^en\b/.test(locale) && findText(locale, key) === undefined;
    return isForeign ? html`<bdi lang="en" dir="ltr">${text}</bdi>` : text;
  }

  #format(count: number): string {
    return formatNumber(count, this.#locale.locale);
  }

  async #copy(): Promise<void> {
    this.copyResult = await copyText(this.getReport()) ? 'copied' : 'copy-failed';
  }
}

function isDetail(key: string): key is keyof typeof DETAILS {
  return Object.hasOwn(DETAILS, key);
}

declare global {
  interface HTMLElementTagNameMap {
    'passport-doctor': PassportDoctor;
  }
}
