// What a tool says beside its results: errors of the target, notices, and what could not be told. None of it becomes an alert.
import type { Invocation, Notification } from 'sarif';
import type { TargetError, TargetResult } from '../../model/run.ts';
import type { Verdict } from '../../model/verdict.ts';
import { sarifLocation } from './places.ts';
import { plainMessage, verdictText } from './results.ts';

type Kind = 'target-error' | 'notice' | 'cannot-tell';

/** The invocation of one run. It is successful only when all of the target could be examined. */
export function describeInvocation(
  target: TargetResult,
  unknown: readonly Verdict[],
  ruleIndexes: ReadonlyMap<string, number>,
): Invocation {
  const notifications = [
    ...target.errors.map((error) => notify('target-error', 'error', error)),
    ...target.notices.map((notice) => notify('notice', 'note', notice)),
    ...unknown.map((verdict) => ({
      ...notify('cannot-tell', 'note', { message: verdictText(verdict), location: verdict.location }),
      associatedRule: { id: verdict.rule, index: ruleIndexes.get(verdict.rule) ?? -1 },
    })),
  ];
  return {
    executionSuccessful: target.errors.length === 0,
    ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
  };
}

function notify(kind: Kind, level: Notification.level, { message, location }: TargetError): Notification {
  return {
    descriptor: { id: kind },
    level,
    message: { text: plainMessage(message) },
    ...(location === undefined ? {} : { locations: [sarifLocation(location)] }),
  };
}
