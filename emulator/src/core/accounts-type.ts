/** A made-up person whom the login page offers. */
export interface DemoAccount {
  readonly email: string;
  readonly nickname: string;
  /** Present where the person chose a Passport user name. */
  readonly username?: string;
  /** The stable subject of the person's tokens. */
  readonly sub: string;
  /** What is worth looking at in this account, in a few words. */
  readonly title: string;
}
