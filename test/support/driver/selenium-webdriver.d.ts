// The package brings no types. Only what the WebKit driver uses is declared.
declare module 'selenium-webdriver' {
  export class Capabilities {
    constructor(capabilities: Record<string, unknown>);
  }

  export class Actions {
    move(options: { x: number; y: number; origin: 'viewport'; duration: number }): this;
    press(button?: number): this;
    release(button?: number): this;
    keyDown(key: string): this;
    keyUp(key: string): this;
    sendKeys(...keys: string[]): this;
    perform(): Promise<void>;
    clear(): Promise<void>;
  }

  export class WebDriver {
    get(url: string): Promise<void>;
    getCurrentUrl(): Promise<string>;
    getWindowHandle(): Promise<string>;
    getAllWindowHandles(): Promise<string[]>;
    executeScript(script: string, ...parameters: unknown[]): Promise<unknown>;
    executeAsyncScript(script: string, ...parameters: unknown[]): Promise<unknown>;
    takeScreenshot(): Promise<string>;
    actions(options?: { async?: boolean }): Actions;
    close(): Promise<void>;
    quit(): Promise<void>;
    navigate(): { refresh(): Promise<void> };
    switchTo(): {
      window(handle: string): Promise<void>;
      newWindow(kind: 'tab' | 'window'): Promise<void>;
    };
    manage(): {
      setTimeouts(timeouts: { script?: number; pageLoad?: number }): Promise<void>;
      window(): { setRect(rectangle: { width: number; height: number }): Promise<unknown> };
    };
  }

  export class Builder {
    usingServer(url: string): this;
    withCapabilities(capabilities: Capabilities): this;
    build(): Promise<WebDriver>;
  }

  export const Key: Readonly<Record<string, string>>;
}
