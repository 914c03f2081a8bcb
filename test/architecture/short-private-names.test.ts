import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortenPrivateNames } from '../../scripts/build/short-private-names.js';

test('private members get short names, most used first, and each class begins anew', () => {
  const code = 'class A { #rare; #often; run() { return this.#often + this.#often; } } class B { #other; has(it) { return #other in it; } }';

  const short = shortenPrivateNames(code);

  assert.equal(short, 'class A { #e; #t; run() { return this.#t + this.#t; } } class B { #t; has(it) { return #t in it; } }');
});

test('a class inside of a class keeps seeing the names around it', () => {
  const code = 'class Outer { #kept = 1; make() { const outer = this; return new class { #own = 2; sum() { return outer.#kept + this.#own; } }; } }';

  const short = shortenPrivateNames(code);

  const Outer = new Function(`${short}; return Outer;`)() as new () => { make(): { sum(): number } };
  assert.equal(new Outer().make().sum(), 3);
  assert.equal(short.includes('kept') || short.includes('own'), false);
});

test('texts and colours with a # stay as they are', () => {
  const code = 'class A { #name = "#name #fff"; get() { return `${this.#name}#name`; } }';

  assert.equal(shortenPrivateNames(code), 'class A { #t = "#name #fff"; get() { return `${this.#t}#name`; } }');
});
