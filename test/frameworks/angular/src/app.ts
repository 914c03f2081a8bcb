import { Component, CUSTOM_ELEMENTS_SCHEMA, signal, type OnDestroy } from '@angular/core';
import { getSession, type PassportLoginEvent } from 'passport-widgets';

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    @if (isCallback) {
      <passport-callback client-id="frameworks" environment="emulator" logout-mode="silent" logout-redirect-uri="/callback" />
    } @else {
      <main>
        <h1>Angular</h1>
        <button id="leave" (click)="login.logout()">Leave</button>
        <passport-login
          #login client-id="frameworks" environment="emulator" redirect-uri="/callback" logout-mode="silent" logout-redirect-uri="/callback"
          (passport-login)="handleLogin($event)" (passport-logout)="name.set('nobody')"
        />
        <imx-register (imx-register)="account.set($event.account.address)" />
        <imx-balances sort="symbol" [pageSize]="5" [hideZero]="status() === 'signed-in'" (imx-balances-load)="rows.set($event.list.balances.length)" />
        <output id="said">{{ status() }}: {{ name() }}, {{ account() || 'no account' }}, {{ rows() }} rows</output>
      </main>
    }
  `,
})
export class App implements OnDestroy {
  readonly isCallback = location.pathname === '/callback';
  readonly status = signal<string>(getSession().state.status);
  readonly name = signal('nobody');
  readonly account = signal('');
  readonly rows = signal(0);
  readonly #unsubscribe = getSession().subscribe((state) => this.status.set(state.status));

  handleLogin(event: PassportLoginEvent): void {
    this.name.set(event.user.nickname ?? '');
  }

  ngOnDestroy(): void {
    this.#unsubscribe();
  }
}
