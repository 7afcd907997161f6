"""The Pulumi program: the resources that its configuration lists, whatever types they have."""

PROGRAM = """
import json
import re
from pathlib import Path

import pulumi

wanted = json.loads(Path("resources.json").read_text())
made = {}


class Provider(pulumi.ProviderResource):
    def __init__(self):
        keys = {"region": "us-east-1", "accessKey": wanted["account"], "secretKey": "sandbox"}
        tags = {"defaultTags": json.dumps({"tags": {"Namespace": "acme"}})}
        super().__init__("aws", "aws", {**keys, **tags})


class Any(pulumi.CustomResource):
    def __init__(self, name, given, outputs, after):
        properties = {**dict.fromkeys(outputs), **given["inputs"]}
        options = pulumi.ResourceOptions(provider=provider, depends_on=after)
        super().__init__(given["type"], name, properties, options)


def resolved(value):
    if isinstance(value, list):
        return [resolved(item) for item in value]
    if isinstance(value, dict):
        if list(value) == ["json"]:
            return pulumi.Output.json_dumps(resolved(value["json"]))
        return {key: resolved(item) for key, item in value.items()}
    if not isinstance(value, str) or "${" not in value:
        return value
    parts = [reference(part) if place % 2 else part for place, part in enumerate(re.split(r"\\$\\{([^}]+)\\}", value))]
    parts = [part for part in parts if part != ""]
    return parts[0] if len(parts) == 1 else pulumi.Output.concat(*parts)


def reference(text):
    if text == "account":
        return wanted["account"]
    name, _, output = text.partition(".")
    resource = make(name)
    for place, part in enumerate(output.split(".") if output else ["id"]):
        resource = getattr(resource, part) if place == 0 else resource[int(part) if part.isdigit() else part]
    return resource


def make(name):
    if name not in made:
        given = wanted["resources"][name]
        inputs = {key: resolved(value) for key, value in given["inputs"].items()}
        if given["region"]:
            inputs["region"] = given["region"]
        after = [make(other) for other in given["after"]]
        made[name] = Any(name, {**given, "inputs": inputs}, given["outputs"], after)
    return made[name]


provider = Provider()
for name in wanted["resources"]:
    make(name)
"""
