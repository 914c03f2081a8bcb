export { ImmersveLogin } from './elements/immersve-login/immersve-login.js';
export {
  ImmersveChallengeEvent, ImmersveErrorEvent, ImmersveLoginEvent, ImmersveLoginStartEvent, ImmersveLogoutEvent, ImmersveStateEvent,
} from './elements/immersve-login/immersve-login.events.js';
export type { ImmersveView } from './elements/immersve-login/immersve-login.events.js';
export type { ImmersveElementLoginOptions } from './elements/immersve-login/immersve-settings.js';
export { ImxBalances } from './elements/imx-balances/imx-balances.js';
export { ImxAssetsLoadEvent, ImxBalancesLoadEvent, ImxBalancesSelectEvent } from './elements/imx-balances/imx-balances.events.js';
export type { BalanceSort, SortDirection } from './elements/imx-balances/sort-balances.js';
export { ImxRegister } from './elements/imx-register/imx-register.js';
export {
  ImxRegisterEvent, ImxRegisterProgressEvent, ImxRegisterStartEvent,
} from './elements/imx-register/imx-register.events.js';
export { PassportCallback } from './elements/passport-callback/passport-callback.js';
export { PassportDoctor } from './elements/passport-doctor/passport-doctor.js';
export { PassportLogin } from './elements/passport-login/passport-login.js';
export { PassportLoginEvent, PassportLoginStartEvent } from './elements/passport-login/passport-login.events.js';
export { PassportLogoutEvent, PassportLogoutStartEvent } from './elements/passport-login/passport-logout.events.js';
export { describeError } from './elements/support/describe-error.js';
export type { ErrorDescription } from './elements/support/describe-error.js';
export { PassportErrorEvent } from './elements/support/error.events.js';
export { loadTranslation } from './elements/support/load-translation.js';
export { registerTranslation } from './elements/support/register-translation.js';
export type { Texts } from './shared/texts.js';

export { ImmersveSessionChangeEvent } from './session/immersve.events.js';
export type {
  ImmersveAttributeConfig, ImmersveChangeReason, ImmersveConfig, ImmersveEnvironment, ImmersveListener, ImmersveLoginOptions,
  ImmersveProfile, ImmersveSession, ImmersveState, ImmersveStatus, LoadedImmersve,
} from './session/immersve-types.js';
export { configure, createSession, getSession } from './session/page-session.js';
export { PassportSessionChangeEvent } from './session/session.events.js';
export type { SessionChangeReason } from './session/session.events.js';
export type {
  CallbackResult, ConfigureOptions, DirectLoginOptions, FetchAssetsOptions, FetchBalancesOptions, ImxProvider, LoginOptions,
  RegisterUserResponse, RegistrationStatus, Session, SessionListener, SessionState, SessionStatus, TokenResponseBody,
} from './session/session-types.js';

export type {
  ApprovalAction, ApprovalFact, ApprovalSummary, ConfirmTransaction, ConfirmTransactionOptions, FactName,
} from './shared/approval.js';
export type { AttributeConfig, PassportConfig, ResolvedConfig, StorageKind } from './shared/config.js';
export type { EmulatorAddresses, Endpoints } from './shared/environments.js';
export type { ConnectEvmOptions, EvmEvents, EvmProvider, EvmProviderError, EvmRequest } from './shared/evm-provider.js';
export type {
  ImmersveAccount, ImmersveBuiltin, ImmersveChallenge, ImmersveConnectRequest, ImmersveMethod, ImmersveMode, ImmersveSigner,
  ImmersveSignRequest, ImmersveStep, ImmersveWalletLoaders, ImmersveWalletOptions,
} from './shared/immersve.js';
export type {
  CancelOrderResponse, CreateOrderResponse, CreateTradeResponse, CreateTransferResponse, CreateTransferResponseV1, Erc20Amount,
  Erc721Token, EthAmount, FeeEntry, GetSignableCancelOrderRequest, GetSignableTradeRequest, NftTransferDetails, TokenAmount,
  UnsignedExchangeTransferRequest, UnsignedOrderRequest, UnsignedTransferRequest,
} from './shared/imx-requests.js';
export { REGISTRATION_STEPS } from './shared/network.js';
export type {
  AccountAsset, AssetList, BalanceList, ListAssetsOptions, ListBalancesOptions, NativeToken, RegisterOptions, RegistrationStep, Token,
  TokenAddress, TokenBalance,
} from './shared/network.js';
export { PassportError } from './shared/passport-error.js';
export type { ErrorCode, PassportErrorOptions, PassportErrorType } from './shared/passport-error.js';
export type { Account, EnvironmentName, Hex, NetworkName, UserProfile } from './shared/types.js';
export type { PassportWalletShowEvent } from './shared/wallet.events.js';
export type { SignPurpose, WalletRequestOptions, WalletTransport, WalletTransportName } from './shared/wallet.js';
