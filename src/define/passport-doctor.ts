import { PassportDoctor } from '../elements/passport-doctor/passport-doctor.js';
import { defineElement } from '../elements/support/define-element.js';

defineElement('passport-doctor', PassportDoctor);
