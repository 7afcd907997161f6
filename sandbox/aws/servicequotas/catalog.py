"""Quotas that the sandbox knows: a choice of AWS's, with AWS's codes, names and defaults.

Source: docs.aws.amazon.com/general/latest/gr/aws-service-information.html; the VPC's come with moto.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from moto.servicequotas.resources.default_quotas.vpc import VPC_DEFAULT_QUOTAS

GLOBAL_REGION = "us-east-1"
ACCOUNTS = "L-E619E033"
"""The quota of accounts in an organization. Its value is the one that the simulated AWS is started with."""
SERVICES = {
    "acm": "AWS Certificate Manager (ACM)",
    "cloudformation": "AWS CloudFormation",
    "codebuild": "AWS CodeBuild",
    "dynamodb": "Amazon DynamoDB",
    "ebs": "Amazon Elastic Block Store (Amazon EBS)",
    "ec2": "Amazon Elastic Compute Cloud (Amazon EC2)",
    "ecr": "Amazon Elastic Container Registry (Amazon ECR)",
    "eks": "Amazon Elastic Kubernetes Service (Amazon EKS)",
    "elasticloadbalancing": "Elastic Load Balancing (ELB)",
    "iam": "AWS Identity and Access Management (IAM)",
    "kms": "AWS Key Management Service (AWS KMS)",
    "lambda": "AWS Lambda",
    "organizations": "AWS Organizations",
    "rds": "Amazon Relational Database Service (Amazon RDS)",
    "route53": "Amazon Route 53",
    "s3": "Amazon Simple Storage Service (Amazon S3)",
    "sns": "Amazon Simple Notification Service (Amazon SNS)",
    "vpc": "Amazon Virtual Private Cloud (Amazon VPC)",
}
_GLOBAL = {"iam", "organizations", "route53", "s3"}
_FIXED = {"L-F55AF5E4"}
_VALUES: tuple[tuple[str, str, str, float], ...] = (
    ("acm", "L-F141DD1D", "ACM certificates", 2_500),
    ("cloudformation", "L-0485CB21", "Stack count", 2_000),
    ("codebuild", "L-9D07B6EF", "Concurrently running builds for Linux/Small environment", 1),
    ("codebuild", "L-2DC20C30", "Concurrently running builds for Linux/Medium environment", 1),
    ("dynamodb", "L-F98FE922", "Maximum number of tables", 2_500),
    ("ebs", "L-309BACF6", "Snapshots per Region", 100_000),
    ("ebs", "L-7A658B76", "Storage for General Purpose SSD (gp3) volumes, in TiB", 50),
    ("ec2", "L-0263D0A3", "EC2-VPC Elastic IPs", 5),
    ("ec2", "L-1216C47A", "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances", 5),
    ("ec2", "L-34B43A08", "All Standard (A, C, D, H, I, M, R, T, Z) Spot Instance Requests", 5),
    ("ec2", "L-417A185B", "Running On-Demand P instances", 0),
    ("ec2", "L-DB2E81BA", "Running On-Demand G and VT instances", 0),
    ("ecr", "L-CFEB8E8D", "Registered repositories", 100_000),
    ("eks", "L-1194D53C", "Clusters", 100),
    ("elasticloadbalancing", "L-53DA6B97", "Application Load Balancers per Region", 50),
    ("elasticloadbalancing", "L-69A177A2", "Network Load Balancers per Region", 50),
    ("iam", "L-0DA4ABF3", "Managed policies per role", 10),
    ("iam", "L-C07B4B0D", "Role trust policy length", 2_048),
    ("iam", "L-E95E4862", "Customer managed policies in an AWS account", 1_500),
    ("iam", "L-F4A5425F", "Groups per account", 300),
    ("iam", "L-F55AF5E4", "Users per account", 5_000),
    ("iam", "L-FE177D64", "Roles per account", 1_000),
    ("kms", "L-C2F1777E", "Customer Master Keys (CMKs)", 100_000),
    ("lambda", "L-2ACBD22F", "Function and layer storage", 75),
    ("lambda", "L-B99A9384", "Concurrent executions", 1_000),
    ("organizations", ACCOUNTS, "Default maximum number of accounts", 10),
    ("rds", "L-7B6409FD", "DB instances", 40),
    ("route53", "L-4EA4796A", "Hosted zones", 500),
    ("s3", "L-DC2B2D3D", "General purpose buckets", 10_000),
    ("sns", "L-61103206", "Topics per Account", 100_000),
)


@dataclass(frozen=True)
class Quota:
    """A quota with the value that AWS grants at first. Global ones are seen in us-east-1 only."""

    service: str
    code: str
    name: str
    value: float
    adjustable: bool = True
    everywhere: bool = False

    def describe(self, account_id: str, region: str, value: float | None = None) -> dict[str, object]:
        """The quota as AWS shows it to an account."""
        place = "" if self.everywhere else region
        return {
            "ServiceCode": self.service,
            "ServiceName": SERVICES[self.service],
            "QuotaArn": f"arn:aws:servicequotas:{place}:{account_id}:{self.service}/{self.code}",
            "QuotaCode": self.code,
            "QuotaName": self.name,
            "Value": self.value if value is None else value,
            "Unit": "None",
            "Adjustable": self.adjustable,
            "GlobalQuota": self.everywhere,
        }


@cache
def quotas() -> Mapping[tuple[str, str], Quota]:
    """All quotas by service and quota code."""
    known = [
        Quota(service, code, name, value, code not in _FIXED, service in _GLOBAL)
        for service, code, name, value in _VALUES
    ]
    known += [
        Quota("vpc", given["QuotaCode"], given["QuotaName"], given["Value"], given["Adjustable"])
        for given in VPC_DEFAULT_QUOTAS
    ]
    return {(quota.service, quota.code): quota for quota in known}
