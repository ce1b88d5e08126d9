/** The airtime rule: what the player, the simulator and the panel use of it. */
export { type Choice, nextSpot } from './choice.ts';
export { infeasibleShares, neverStarting, servedByBuiltInAlone } from './feasibility.ts';
export { formatReason } from './format-reason.ts';
export { rebuildAirtime } from './rebuild.ts';
export {
  type AiredSpot,
  type AirtimeOptions,
  type AirtimeState,
  changeRules,
  deadlineOnAirMs,
  isOverdue,
  recordAiring,
  type ShareNow,
  sharesNow,
  startAirtime,
} from './state.ts';
