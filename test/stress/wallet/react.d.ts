// The little of React that the test page uses; its own types are a package more.
declare module 'react' {
  export function createElement(type: unknown, props: object | null, ...children: unknown[]): unknown;
  export function useState<T>(initial: T): [T, (value: T) => void];
  export function useEffect(effect: () => void, dependencies: readonly unknown[]): void;
}

declare module 'react-dom/client' {
  export function hydrateRoot(container: Document | Element, node: unknown, options?: {
    readonly onRecoverableError?: (error: unknown) => void;
  }): { unmount(): void };
}
