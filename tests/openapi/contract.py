"""The OpenAPI document: its operations, and answers held against it. Knows nothing of servers."""
import json
import re

from jsonschema import Draft202012Validator, FormatChecker, RefResolver

METHODS = ("get", "put", "post", "delete", "patch")
JSON_TYPES = ("application/json", "application/problem+json")
formats = FormatChecker(formats=())


@formats.checks("date-time")
def is_time(text):
    """As the API answers: UTC, milliseconds."""
    return re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", text) is not None


class Operation:
    def __init__(self, contract, method, path, item, shared):
        self.contract, self.method, self.path, self.item = contract, method, path, item
        self.parameters = [contract.resolve(p) for p in shared + item.get("parameters", [])]
        self.met = set()

    def statuses(self):
        return set(self.item["responses"])

    def path_parameters(self):
        return re.findall(r"\{(\w+)\}", self.path)

    def takes_key(self):
        return any(p["name"] == "Idempotency-Key" for p in self.parameters)

    def takes_body(self):
        return "requestBody" in self.item

    def body_is_required(self):
        return self.item["requestBody"].get("required", False)

    def response(self, status):
        return self.contract.resolve(self.item["responses"][str(status)])


class Contract:
    def __init__(self, document):
        self.document = document
        self.resolver = RefResolver.from_schema(document)
        self.failures, self.answers = [], 0
        self.operations = {}
        for path, item in document["paths"].items():
            for method in METHODS:
                if method in item:
                    self.operations[item[method]["operationId"]] = Operation(
                        self, method, path, item[method], item.get("parameters", []))

    def resolve(self, item):
        while "$ref" in item:
            item = self.resolver.resolve(item["$ref"])[1]
        return item

    def check_document(self):
        """Its schemas are schemas, and its examples are as they say."""
        for name, schema in self.document["components"]["schemas"].items():
            Draft202012Validator.check_schema(schema)
            if "example" in schema:
                self.validate(f"the example of {name}: ", schema, schema["example"])
        for name, operation in self.operations.items():
            bodies = [(s, operation.response(s)) for s in operation.statuses()]
            if operation.takes_body():
                bodies.append(("request", operation.item["requestBody"]))
            for what, body in bodies:
                for kind, media in body.get("content", {}).items():
                    if "example" in media:
                        example = media["example"]
                        text = example if isinstance(example, str) else json.dumps(example)
                        for instance in self.instances(kind, text.encode()):
                            self.validate(f"the example of {name}, {what}: ", media["schema"], instance)

    def check(self, name, status, headers, body):
        """Holds an answer to the operation against what is documented of it."""
        self.answers += 1
        operation = self.operations[name]
        operation.met.add(str(status))
        where = f"{name} answered {status}: "
        if str(status) not in operation.statuses():
            self.failures.append(where + "a status that isn't documented")
            return
        response = operation.response(status)
        kind = headers.get("Content-Type", "").split(";")[0]
        media = response.get("content", {}).get(kind)
        if media is None:
            self.failures.append(where + f"{kind or 'no content'}, which isn't documented")
            return
        for header, value in ((h, headers.get(h)) for h in response.get("headers", {})):
            if self.resolve(response["headers"][header]).get("required") and value is None:
                self.failures.append(where + f"without {header}")
        for instance in self.instances(kind, body):
            self.validate(where, media["schema"], instance)
        if kind == "application/problem+json":
            self.check_code(where, response, json.loads(body))

    def instances(self, kind, body):
        if kind in JSON_TYPES:
            return [json.loads(body)]
        if kind == "application/x-ndjson":
            return [json.loads(line) for line in body.splitlines()]
        return [body.decode()]

    def validate(self, where, schema, instance):
        validator = Draft202012Validator(schema, resolver=self.resolver, format_checker=formats)
        for error in validator.iter_errors(instance):
            self.failures.append(where + f"{'/'.join(map(str, error.absolute_path))}: {error.message}")

    def check_code(self, where, response, problem):
        documented = response.get("x-problem-codes", [])
        if problem["code"] not in documented:
            self.failures.append(where + f"with the code {problem['code']}, which isn't documented there")

    def expect_all_met(self, unmet):
        for name, operation in self.operations.items():
            if not operation.met:
                self.failures.append(f"{name} was never called")
            for status in sorted(operation.statuses() - operation.met - unmet):
                self.failures.append(f"{name}: {status} is documented, and was never met")
