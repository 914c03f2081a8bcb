import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import type { ImxRegisterEvent } from 'passport-widgets';

@Component({
  selector: 'app-wrong',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <imx-balances #balances />
    <button (click)="balances.sort = 'weight'">Sort</button>
    <passport-login (passport-login)="handleRegister($event)" />
  `,
})
export class Wrong {
  handleRegister(event: ImxRegisterEvent): void {
    console.log(event.account);
  }
}
