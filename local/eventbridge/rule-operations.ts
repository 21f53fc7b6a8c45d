import type {
  DeleteRuleCommandInput,
  DescribeRuleCommandInput,
  DescribeRuleCommandOutput,
  EnableRuleCommandInput,
  ListRulesCommandInput,
  PutRuleCommandInput,
  Target,
} from '@aws-sdk/client-eventbridge';
import { AwsError } from '#local/wire/service.ts';
import { ruleArn, type Owner } from './bus-address.ts';
import type { Bus, BusStore, Rule } from './bus-store.ts';
import { refuse } from './invalid-parameter.ts';
import { page } from './page.ts';
import { compilePattern } from './pattern/compile-pattern.ts';

const rulesPerPage = 100;
/** EventBridge's default quota. */
const rulesPerBusMax = 300;
/** API limit of PutRule's EventPattern, in characters. */
const patternLengthMax = 4096;

type RuleDescription = Omit<DescribeRuleCommandOutput, '$metadata'>;
type Nothing = Record<string, never>;

export interface RuleOperations {
  PutRule: (input: PutRuleCommandInput, owner: Owner) => { RuleArn: string };
  DescribeRule: (input: DescribeRuleCommandInput, owner: Owner) => RuleDescription;
  ListRules: (input: ListRulesCommandInput, owner: Owner) => { Rules: RuleDescription[]; NextToken?: string };
  EnableRule: (input: EnableRuleCommandInput, owner: Owner) => Nothing;
  DisableRule: (input: EnableRuleCommandInput, owner: Owner) => Nothing;
  DeleteRule: (input: DeleteRuleCommandInput, owner: Owner) => Nothing;
}

export function createRuleOperations(buses: BusStore): RuleOperations {
  function switchTo(state: Rule['state']): RuleOperations['EnableRule'] {
    return ({ Name, EventBusName }, owner) => {
      requireRule(buses.require(EventBusName, owner), Name).state = state;
      return {};
    };
  }

  return {
    PutRule: (input, owner) => put(buses.require(input.EventBusName, owner), input, owner),
    DescribeRule: ({ Name, EventBusName }, owner) => {
      const bus = buses.require(EventBusName, owner);
      const rule = requireRule(bus, Name);
      return { ...describe(bus, rule), CreatedBy: rule.createdBy };
    },
    ListRules: ({ NamePrefix = '', EventBusName, NextToken, Limit }, owner) => {
      const bus = buses.require(EventBusName, owner);
      const wanted = [...bus.rules.values()].filter(({ name }) => name.startsWith(NamePrefix));
      const { items, nextToken } = page(wanted, { token: NextToken, sizeMax: Limit ?? rulesPerPage });
      return { Rules: items.map((rule) => describe(bus, rule)), ...(nextToken !== undefined && { NextToken: nextToken }) };
    },
    EnableRule: switchTo('ENABLED'),
    DisableRule: switchTo('DISABLED'),
    DeleteRule: ({ Name = '', EventBusName }, owner) => {
      const bus = buses.require(EventBusName, owner);
      if (bus.rules.get(Name)?.targets.size) refuse("Rule can't be deleted since it has targets.");
      bus.rules.delete(Name);
      return {};
    },
  };
}

export function requireRule(bus: Bus, name: string | undefined): Rule {
  const rule = bus.rules.get(name ?? '');
  if (rule) return rule;
  throw new AwsError('ResourceNotFoundException', `Rule ${name ?? ''} does not exist on EventBus ${bus.address.name}.`);
}

/** A rule put again keeps its targets. */
function put(bus: Bus, input: PutRuleCommandInput, owner: Owner): { RuleArn: string } {
  const { Name: name = '', EventPattern: patternJson = '', State: state = 'ENABLED', Description, RoleArn } = input;
  validate(name, input);
  const known = bus.rules.get(name);
  if (!known) refuseOneMoreThan(rulesPerBusMax, bus);
  const rule: Rule = {
    name,
    arn: ruleArn(bus.address, name),
    patternJson,
    matches: compilePattern(patternJson),
    state,
    description: Description,
    roleArn: RoleArn,
    createdBy: owner.accountId,
    targets: known?.targets ?? new Map<string, Target>(),
  };
  bus.rules.set(name, rule);
  return { RuleArn: rule.arn };
}

function refuseOneMoreThan(rulesMax: number, bus: Bus): void {
  if (bus.rules.size < rulesMax) return;
  throw new AwsError('LimitExceededException', `The requested resource exceeds the maximum number allowed: ${rulesMax} rules on ${bus.arn}.`);
}

function validate(name: string, { EventPattern, ScheduleExpression }: PutRuleCommandInput): void {
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(name)) {
    refuse(`Value '${name}' at 'name' failed to satisfy constraint: 1 to 64 of . - _ A-Z a-z 0-9`);
  }
  if (ScheduleExpression) {
    refuse(`Parameter ScheduleExpression is not simulated, found ${ScheduleExpression}. Create a schedule in EventBridge Scheduler instead.`);
  }
  if (!EventPattern) refuse('Parameter(s) EventPattern or ScheduleExpression must be specified.');
  if (EventPattern.length > patternLengthMax) {
    refuse(`Value at 'eventPattern' failed to satisfy constraint: Member must have length less than or equal to ${patternLengthMax}, found ${EventPattern.length}`);
  }
}

function describe(bus: Bus, rule: Rule): RuleDescription {
  return {
    Name: rule.name,
    Arn: rule.arn,
    EventPattern: rule.patternJson,
    State: rule.state,
    EventBusName: bus.address.name,
    ...(rule.description !== undefined && { Description: rule.description }),
    ...(rule.roleArn !== undefined && { RoleArn: rule.roleArn }),
  };
}
