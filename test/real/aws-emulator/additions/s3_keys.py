"""S3: a key that ends with a slash is another one than without it, also in the ARN of the object.

The user guide has it of them ("Organizing objects in the Amazon S3 console by using folders"): the console makes folders
as objects whose keys end with a slash.
"""

from ministack.core import iam_actions

SLASH = "/"


def install() -> None:
    resource_of = iam_actions.extract_resource_arn

    def extract_resource_arn(service, method, path, *rest):
        arn = resource_of(service, method, path, *rest)
        # Of a bucket alone the path may end so as well.
        is_object = service == "s3" and SLASH in arn
        return f"{arn}{SLASH}" if is_object and path.endswith(SLASH) and not arn.endswith(SLASH) else arn

    iam_actions.extract_resource_arn = extract_resource_arn
