import type { ImxRegisterEvent } from 'passport-widgets';
import type {} from 'passport-widgets/react';

export const wrongValue = <imx-balances sort="weight" />;

export const wrongEvent = <passport-login onpassport-login={(event: ImxRegisterEvent) => console.log(event.account)} />;
