import type { CloudwatchLogGroupConfig } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { FlowLogConfig } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";
import { arn } from "../../model/arn";
import type { PolicyStatement } from "../../model/policy-document";
import { serviceTrust } from "../../model/trust";
import type { Platform } from "../platform";
import { PlatformRole } from "../platform-role";

export interface FlowLogsProps {
  readonly platform: Platform;
  readonly vpcId: string;
  /** The key of the log group, as a reference of the stack. */
  readonly keyArn: string;
}

/** A year: what auditors commonly ask for. */
export const LOG_RETENTION_DAYS = 365;

/** All traffic of the VPC, accepted and rejected, in a log group that only the platform's key opens. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const { platform } = props;
    const name = `${platform.path}flow-logs`;
    const tags = platform.tags("flow-logs");
    const group = platform.resource<CloudwatchLogGroupConfig>(this, "LogGroup", "aws_cloudwatch_log_group", {
      name,
      retention_in_days: LOG_RETENTION_DAYS,
      kms_key_id: props.keyArn,
      tags,
    });
    const role = new PlatformRole(this, "Writer", {
      platform,
      purpose: "flow-logs",
      description: "Writes the flow logs of the VPC",
      trust: serviceTrust({
        service: "vpc-flow-logs.amazonaws.com",
        source: {
          environment: platform.environment,
          arn: arn(platform.environment, "ec2", "vpc-flow-log/*"),
        },
      }),
      statements: writing(platform, name),
    });
    platform.resource<FlowLogConfig>(
      this,
      "FlowLog",
      "aws_flow_log",
      {
        vpc_id: props.vpcId,
        traffic_type: "ALL",
        log_destination_type: "cloud-watch-logs",
        log_destination: group.local("arn"),
        iam_role_arn: role.localArn,
        max_aggregation_interval: 60,
        tags,
      },
      { dependsOn: role.resources },
    );
  }
}

/** Source: VPC user guide, "Publish flow logs to CloudWatch Logs"; without making groups. */
function writing(platform: Platform, group: string): PolicyStatement[] {
  const { environment } = platform;
  return [
    {
      Sid: "WriteFlowLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: [
        arn(environment, "logs", `log-group:${group}`),
        arn(environment, "logs", `log-group:${group}:*`),
      ],
    },
    {
      Sid: "FindTheGroup",
      Effect: "Allow",
      Action: "logs:DescribeLogGroups",
      Resource: arn(environment, "logs", "log-group:*"),
    },
  ];
}
