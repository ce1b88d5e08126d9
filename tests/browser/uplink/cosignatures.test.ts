import { IndexedDbCosignatures } from '../../../src/browser/cosignatures.ts';
import { cosignaturesContract } from '../../contracts/cosignatures.ts';

let places = 0;

cosignaturesContract('IndexedDB', () => {
  const name = `cosignatures-test-${Date.now()}-${places++}`;
  return () => IndexedDbCosignatures.open(name);
});
