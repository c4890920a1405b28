"""EFS: a file system policy that was put without an Id keeps none."""

import json

from ministack.services import efs


def install() -> None:
    inner = efs._put_file_system_policy

    def put_file_system_policy(file_system_id, body):
        answer = inner(file_system_id, body)
        if answer[0] == 200 and "Id" not in json.loads(body["Policy"]):
            file_system = efs._file_systems[file_system_id]
            document = json.loads(file_system["FileSystemPolicy"])
            document.pop("Id", None)
            file_system["FileSystemPolicy"] = json.dumps(document)
        return answer

    efs._put_file_system_policy = put_file_system_policy
