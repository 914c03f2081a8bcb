import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { App } from './app';

export function render(path: string): string {
  return renderToString(<StrictMode><App path={path} /></StrictMode>);
}
