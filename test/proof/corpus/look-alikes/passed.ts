import type { LookAlike, Statement } from "../case";
import { arn } from "../bases/by-hand";
import { all, extra, forService, GLOBEX } from "../parts";

const PASS = { Action: "iam:PassRole", Resource: GLOBEX };

/** acme may pass globex's role to a service that takes it, and what else it may does not make the service work. */
function passing(id: string, title: string, service: string, ...statements: readonly Statement[]): LookAlike {
  return { id, title, edit: all(forService(service), extra(PASS, ...statements)) };
}

const FUNCTIONS = "lambda.amazonaws.com";

/** Roles that may be passed, by who can do nothing with that. */
export const PASSED_LOOK_ALIKES: readonly LookAlike[] = [
  passing(
    "pass-to-two-names",
    "functions that may be made, and others that may be called",
    FUNCTIONS,
    { Action: "lambda:CreateFunction", Resource: arn("lambda", "function:acme-new-*") },
    { Action: "lambda:InvokeFunction", Resource: arn("lambda", "function:acme-old-*") },
  ),
  passing("pass-to-other-account", "functions that may be made and called, of another account", FUNCTIONS, {
    Action: ["lambda:CreateFunction", "lambda:InvokeFunction"],
    Resource: "arn:aws:lambda:eu-central-1:999988887777:function:*",
  }),
  passing(
    "pass-to-silent-function",
    "functions that may be made, with an address at which none may call",
    FUNCTIONS,
    {
      Action: ["lambda:CreateFunction", "lambda:CreateFunctionUrlConfig"],
      Resource: arn("lambda", "function:acme-new-*"),
    },
  ),
  passing("pass-to-idle-project", "projects that may be made, and not be built", "codebuild.amazonaws.com", {
    Action: "codebuild:CreateProject",
    Resource: "*",
  }),
  passing("pass-to-idle-launch", "settings of instances that nothing makes", "ec2.amazonaws.com", {
    Action: "autoscaling:CreateLaunchConfiguration",
    Resource: "*",
  }),
  passing("pass-to-silent-service", "a service that nobody may call", "medialive.amazonaws.com", {
    Action: "mediaconvert:CreateJob",
    Resource: "*",
  }),
  passing("pass-to-certain-resource", "an action that is on all resources, for one", "glue.amazonaws.com", {
    Action: "glue:CreateDevEndpoint",
    Resource: arn("glue", "devEndpoint/acme"),
  }),
];
