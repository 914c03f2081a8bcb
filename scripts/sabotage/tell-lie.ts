import { Faults } from '../../emulator/src/core/faults.js';

/**
 * Loaded before a test: every emulator of this process tells the lie that the environment names, from its start and after
 * each reset. The tests know nothing of it.
 */
const lie = process.env['EMULATOR_LIE'];

if (lie !== undefined) {
  const { register, clear } = Faults.prototype;
  const tell = (faults: Faults): void => {
    if (faults.catalogue.some(({ name }) => name === lie)) faults.set(lie);
  };
  Faults.prototype.register = function (...parameters) {
    register.apply(this, parameters);
    tell(this);
  };
  Faults.prototype.clear = function (...parameters) {
    clear.apply(this, parameters);
    tell(this);
  };
}
