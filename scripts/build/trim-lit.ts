import type { Plugin } from 'rollup';

/** What stands in a file of lit, and what takes its place. */
type Cut = readonly [from: string, to: string];

/**
 * What lit can do and no element here asks for. In browsers that the bundles are for, style sheets can be adopted; templates
 * are HTML, without comments, without values inside of `<style>` and the like; properties have no converters; there are no
 * directives. What asks for it all the same fails the build: `refuseUse`.
 */
const CUTS: Readonly<Record<string, readonly Cut[]>> = {
  // The releases of lit on a page, which lit reads in development only, and what draws over a server's markup.
  'lit-element/lit-element.js': [
    ['i._$litElement$=!0,i["finalized"]=!0,s.litElementHydrateSupport?.({LitElement:i});', 'i["finalized"]=!0;'],
    ['this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(t),this._$Do=e(', 'super.update(t),e('],
    ['connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}', ''],
    [',this._$Do=void 0', ''],
    ['(s.litElementVersions??=[]).push("4.2.2");', ''],
    // Every element draws something, and nothing stands in its root before.
    [',noChange as r', ''],
    ['render(){return r}', ''],
    ['createRenderRoot(){const t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}', ''],
  ],
  '@lit/reactive-element/reactive-element.js': [
    [',(a.reactiveElementVersions??=[]).push("2.1.2")', ''],
    ['getOwnPropertyDescriptor:h,getOwnPropertyNames:r,getOwnPropertySymbols:o,', ''],
    // Standard decorators, and `static properties`.
    ['Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;', ''],
    ['const t=this[Symbol.metadata];if(null!==t){const s=litPropertyMetadata.get(t);if(void 0!==s)for(const[t,i]of s)this.elementProperties.set(t,i)}', ''],
    ['if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(d("properties"))){const t=this.properties,s=[...r(t),...o(t)];for(const i of s)this.createProperty(i,t[i])}', 'this.finalized=!0,this._$Ei();'],
    ['static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}', ''],
    [',void 0!==t.l&&(this.l=[...t.l])', ''],
    [',this.constructor.l?.forEach(t=>t(this))', ''],
    ['if(s.state&&(s.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(t)&&((s=Object.create(s)).wrapped=!0),this.elementProperties.set(t,s),!s.noAccessor){', 'this._$Ei();this.elementProperties.set(t,s);{'],
    ['void 0!==h&&e(this.prototype,t,h)', 'e(this.prototype,t,h)'],
    ['const{get:e,set:r}=h(this.prototype,t)??{get(){return this[s]},set(t){this[s]=t}};return{get:e,set(s){const h=e?.call(this);r?.call(this,s),this.requestUpdate(t,h,i)}', 'return{get(){return this[s]},set(h){const e=this[s];this[s]=h,this.requestUpdate(t,e,i)}'],
    ['const t=this.constructor.elementProperties;if(t.size>0)for(const[s,i]of t){const{wrapped:t}=i,e=this[s];!0!==t||this._$AL.has(s)||void 0===e||this.C(s,void 0,i,e)}', ''],
    // What an element may do about its updates, and ours leave as it is.
    ['const t=this.scheduleUpdate();return null!=t&&await t,!this.isUpdatePending', 'return this.performUpdate(),!this.isUpdatePending'],
    ['scheduleUpdate(){return this.performUpdate()}', ''],
    ['return this.getUpdateComplete()}getUpdateComplete(){', ''],
    ['t=this.shouldUpdate(s),t?(this.willUpdate(s),this._$EO?.forEach(t=>t.hostUpdate?.()),this.update(s)):this._$EM()', 'this.willUpdate(s),this.update(s),t=!0'],
    ['shouldUpdate(t){return!0}', ''],
    ['const i=[];if(Array.isArray(s)){const e=new Set(s.flat(1/0).reverse());for(const s of e)i.unshift(t(s))}else void 0!==s&&i.push(t(s));return i', 'return[s].flat(1/0)'],
    ['removeController(t){this._$EO?.delete(t)}', ''],
    ['"string"==typeof i?i:"string"==typeof t?t.toLowerCase():void 0', 'i===!0||i===void 0?t.toLowerCase():i'],
    // Attributes are texts, numbers and switches.
    ['case Object:case Array:t=null==t?t:JSON.stringify(t)', ''],
    ['break;case Object:case Array:try{i=JSON.parse(t)}catch(t){i=null}', ''],
    ['(void 0!==i.converter?.toAttribute?i.converter:u).toAttribute', 'u.toAttribute'],
    [',h="function"==typeof t.converter?{fromAttribute:t.converter}:void 0!==t.converter?.fromAttribute?t.converter:u;', ';'],
    ['const r=h.fromAttribute(s,t.type);this[e]=r??this._$Ej?.get(e)??r,', 'this[e]=u.fromAttribute(s,t.type),'],
    ['b={attribute:!0,type:String,converter:u,reflect:!1,useDefault:!1,hasChanged:f}', 'b={attribute:!0,type:String}'],
    ['!((i.hasChanged??f)(h,s)||i.useDefault&&i.reflect&&h===this._$Ej?.get(t)&&!this.hasAttribute(r._$Eu(t,i)))', '!f(h,s)'],
    ['{useDefault:i,reflect:e,wrapped:h},r){i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,r??s??this[t]),!0!==h||void 0!==r)||(this._$AL.has(t)||(this.hasUpdated||i||(s=void 0),this._$AL.set(t,s)),', '{reflect:e}){(this._$AL.has(t)||(this.hasUpdated||(s=void 0),this._$AL.set(t,s)),'],
  ],
  '@lit/reactive-element/css-tag.js': [
    ['t.ShadowRoot&&(void 0===t.ShadyCSS||t.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype', '!0'],
    ['if(this._$cssResult$=!0,o!==s)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=t,this.t=e', 'this.cssText=t'],
    ['let t=this.o;const s=this.t;if(e&&void 0===t){const e=void 0!==s&&1===s.length;e&&(t=o.get(s)),void 0===t&&((this.o=t=new CSSStyleSheet).replaceSync(this.cssText),e&&o.set(s,t))}return t', 'return this.o||(this.o=new CSSStyleSheet).replaceSync(this.cssText),this.o'],
    ['const o=1===t.length?t[0]:e.reduce((e,s,o)=>e+(t=>{if(!0===t._$cssResult$)return t.cssText;if("number"==typeof t)return t;throw Error("Value passed to \'css\' function must be a \'css\' function result: "+t+". Use \'unsafeCSS\' to pass non-literal values, but take care to ensure page security.")})(s)+t[o+1],t[0]);return new n(o,t,s)', 'return new n(t.join(""))'],
    ['s.adoptedStyleSheets=o.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet)', 's.adoptedStyleSheets=o.map(t=>t.styleSheet)'],
  ],
  'lit-html/lit-html.js': [
    [',(t.litHtmlVersions??=[]).push("3.3.3")', ''],
    // svg and mathml.
    ['l=2===i?"<svg>":3===i?"<math>":""', 'l=""'],
    ['+(2===i?"</svg>":3===i?"</math>":"")', ''],
    ['if(this.el=S.createElement(f,e),P.currentNode=this.el.content,2===i||3===i){const t=this.el.content.firstChild;t.replaceWith(...t.childNodes)}', 'this.el=S.createElement(f,e);P.currentNode=this.el.content;'],
    [',w=x(2),T=x(3)', ''],
    ['T as mathml,', ''],
    [',w as svg', ''],
    // Values inside of elements that hold nothing but text, and of comments.
    ['"!--"===u[1]?c=_:void 0!==u[1]?c=m:void 0!==u[2]?', 'void 0!==u[2]?'],
    ['c===$||c===g?c=p:c===_||c===m?c=v:', ''],
    ['_=/-->/g,m=/>/g,', ''],
    ['(y.test(u[2])&&(n=RegExp("</"+u[2],"g")),c=p)', '(c=p)'],
    ['(c=n??v,d=-1)', '(c=v,d=-1)'],
    ['(c=p,n=void 0)', '(c=p)'],
    ['if(y.test(r.tagName)){const t=r.textContent.split(o),i=t.length-1;if(i>0){r.textContent=s?s.emptyScript:"";for(let s=0;s<i;s++)r.append(t[s],c()),P.nextNode(),d.push({type:2,index:++l});r.append(t[i],c())}}', ''],
    ['if(r.data===n)d.push({type:2,index:l});else{let t=-1;for(;-1!==(t=r.data.indexOf(o,t+1));)d.push({type:7,index:l}),t+=o.length-1}', 'r.data===n&&d.push({type:2,index:l});'],
    // Directives of whole elements, compiled templates, templates of other documents.
    ['else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t));', ''],
    // That directives learn when their element leaves the document and comes back: those of lists need not.
    ['this._$AV=[],this._$AN=void 0,', 'this._$AV=[],'],
    ['this._$AH=A,this._$AN=void 0,this._$AA=t', 'this._$AH=A,this._$AA=t'],
    ['this._$AH=A,this._$AN=void 0,this.element=t', 'this._$AH=A,this.element=t'],
    ['get _$AU(){return this._$AM._$AU}u(t)', 'u(t)'],
    ['get _$AU(){return this._$AM._$AU}constructor(t,i,s,e,h)', 'constructor(t,i,s,e,h)'],
    ['get _$AU(){return this._$AM?._$AU??this._$Cv}', ''],
    [',this._$Cv=e?.isConnected??!0', ''],
    ['for(this._$AP?.(!1,!0,s);', 'for(;'],
    ['setConnected(t){void 0===this._$AM&&(this._$Cv=t,this._$AP?.(t))}', ''],
    [':6===r.type&&(i=new Z(h,this,t))', ':0'],
    ['class Z{constructor(t,i,s){this.element=t,this.type=6,this._$AN=void 0,this._$AM=i,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(t){M(this,t)}}', ''],
    ['{M:h,P:o,A:n,C:1,L:N,R,D:d,V:M,I:k,H,N:L,U:z,B:I,F:Z}', '{I:k}'],
    ['"number"==typeof s?this._$AC(t):(void 0===s.el&&(s.el=S.createElement(V(s.h,s.h[0]),this.options)),s)', 'this._$AC(t)'],
    ['(t?.creationScope??l)', 'l'],
    ['get startNode(){return this._$AA}get endNode(){return this._$AB}', ''],
    ['get tagName(){return this.element.tagName}', ''],
    ['get parentNode(){return this._$AM.parentNode}', ''],
    ['get parentNode(){let t=this._$AA.parentNode;const i=this._$AM;return void 0!==i&&11===t?.nodeType&&(t=i.parentNode),t}', ''],
    // Listeners are functions, without options.
    ['t===A&&s!==A||t.capture!==s.capture||t.once!==s.once||t.passive!==s.passive', 't===A&&s!==A'],
    ['(s===A||e)', 's===A'],
    ['"function"==typeof this._$AH?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)', 'this._$AH.call(this.options?.host??this.element,t)'],
    // Directives, and what tells parts apart for them.
    ['function M(t,i,s=t,e){if(i===E)return i;let h=void 0!==e?s._$Co?.[e]:s._$Cl;const o=a(i)?void 0:i._$litDirective$;return h?.constructor!==o&&(h?._$AO?.(!1),void 0===o?h=void 0:(h=new o(t),h._$AT(t,s,e)),void 0!==e?(s._$Co??=[])[e]=h:s._$Cl=h),void 0!==h&&(i=M(t,h._$AS(t,i.values),h,e)),i}', ''],
    ['_$AI(t,i=this){t=M(this,t,i),a(t)?', '_$AI(t){a(t)?'],
    ['t!==this._$AH&&t!==E&&this._(t)', 't!==this._$AH&&this._(t)'],
    ['_$AI(t,i=this,s,e){const h=this.strings;let o=!1;if(void 0===h)t=M(this,t,i,0),o=!a(t)||t!==this._$AH&&t!==E,', '_$AI(t,s){const h=this.strings;let o=!1;if(void 0===h)o=!a(t)||t!==this._$AH,'],
    ['r=M(this,e[s+n],i,n),r===E&&(r=this._$AH[n]),', 'r=e[s+n],'],
    ['o&&!e&&this.j(t)', 'o&&this.j(t)'],
    ['s._$AI(t,s,i)', 's._$AI(t,i)'],
    ['_$AI(t,i=this){if((t=M(this,t,i,0)??A)===E)return;const s=this._$AH', '_$AI(t){t??=A;const s=this._$AH'],
    ['E=Symbol.for("lit-noChange"),', ''],
    ['E as noChange,', ''],
    ['j={I:k},', ''],
    ['j as _$LH,', ''],
    ['this.type=2,', ''],
    ['this.type=1,', ''],
    ['constructor(){super(...arguments),this.type=3}', ''],
    ['constructor(){super(...arguments),this.type=4}', ''],
    ['constructor(t,i,s,e,h){super(t,i,s,e,h),this.type=5}', ''],
    ['constructor(t,i){this._$AV=[],this._$AD=t,this._$AM=i}', 'constructor(t){this._$AV=[],this._$AD=t}'],
    ['this._$AB=i,this._$AM=s,', 'this._$AB=i,'],
    ['this.name=i,this._$AM=e,', 'this.name=i,'],
    // Markup that has come before: an element draws into a root, or an item, of its own.
    ['const e=s?.renderBefore??i;let h=e._$litPart$;if(void 0===h){const t=s?.renderBefore??null;e._$litPart$=h=new k(i.insertBefore(c(),t),t,void 0,s??{})}return h._$AI(t),h', '(i._$litPart$??=new k(i.appendChild(c()),null,void 0,s??{}))._$AI(t)'],
  ],
};

/** What asks for something that is cut, in the sources of elements. */
const USES: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a value in a style sheet', /css`[^`]*\$\{/u],
  ['a comment, or an element that holds nothing but text, in a template', /html`[^`]*<(?:!--|(?:script|style|textarea|title)\b)/iu],
  ['an option of a property', /@property\{[^}]*\b(?:converter|hasChanged|noAccessor|useDefault|type:\s*(?!Boolean|Number|String|\s))/u],
  ['a property with accessors', /@(?:property|state)\{[^}]*\}\s+(?:\w+\s+)*(?:get|set|accessor)\s+\w+\s*\(/u],
  ['`static properties`', /\bstatic\s+(?:override\s+)?(?:get\s+)?properties\b/u],
  ['a listener with options', /\s@[\w-]+=\$\{\s*\{/u],
  ['a method of updates', /\b(?:addInitializer|getUpdateComplete|hostUpdate|performUpdate|removeController|scheduleUpdate|shouldUpdate)\(/u],
  ['a directive, or another part of lit', /['"](?:lit\/[\w/-]+(?:\.js)?|lit-html[^'"]*)['"]/u],
  ['`noChange`, or what is drawn before markup', /\b(?:noChange|renderBefore)\b/u],
];

/** What one of our modules asks of lit that the bundles have not. */
export function findCutUses(source: string): string[] {
  const flat = flattenDecorators(source);
  return USES.filter(([, pattern]) => pattern.test(flat)).map(([what]) => what);
}

/** What stands in the brackets of a decorator, between one pair of braces: brackets inside of it would end a pattern too early. */
function flattenDecorators(source: string): string {
  return source.split(/(?=@(?:property|state)\()/u).map((part) => {
    const start = part.search(/(?<=^@(?:property|state))\(/u);
    if (start === -1) return part;
    const end = start + findClosing(part.slice(start));
    return `${part.slice(0, start)}{${part.slice(start, end).replace(/[(){}[\]]/gu, ' ')}}${part.slice(end + 1)}`;
  }).join('');
}

/** Where the bracket closes that a text begins with. */
function findClosing(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    if ('({['.includes(text.charAt(index))) depth += 1;
    if (')}]'.includes(text.charAt(index))) depth -= 1;
    if (depth === 0) return index;
  }
  return text.length;
}

/** Applies the cuts of a file; undefined for other files. Throws unless each is found once: then lit has changed. */
export function trimLit(code: string, id: string): string | undefined {
  const cuts = Object.entries(CUTS).find(([file]) => id.endsWith(`/${file}`))?.[1];
  return cuts?.reduce((text, [from, to]) => {
    const found = text.split(from).length - 1;
    if (found !== 1) throw new Error(`What is taken out of lit is there ${found} times in ${id}: ${from}`);
    return text.replace(from, () => to);
  }, code);
}

/** Takes out of lit what no element of ours asks for, and refuses an element that does. Comes before what reads TypeScript. */
export function dropUnusedLit(root: string): Plugin {
  return {
    name: 'drop-unused-lit',
    transform(code, id) {
      const uses = id.startsWith(`${root}src/`) ? findCutUses(code) : [];
      if (uses.length > 0) this.error(`${id} has ${uses.join(', ')}: the bundles take that out of lit (scripts/build/trim-lit.ts).`);
      const trimmed = trimLit(code, id);
      return trimmed === undefined ? null : { code: trimmed, map: null };
    },
  };
}
