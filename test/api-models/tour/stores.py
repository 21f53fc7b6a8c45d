"""Objects and tables."""

from calls import client, refused


def tour_s3():
    s3 = client("s3")
    s3.create_bucket(Bucket="tour")
    rule = {"ID": "short", "Status": "Enabled", "Filter": {"Prefix": "a/"}, "Expiration": {"Days": 1}}
    s3.put_bucket_lifecycle_configuration(Bucket="tour", LifecycleConfiguration={"Rules": [rule]})
    s3.get_bucket_lifecycle_configuration(Bucket="tour")
    s3.delete_bucket_lifecycle(Bucket="tour")
    s3.head_bucket(Bucket="tour")
    s3.put_object(Bucket="tour", Key="a/one", Body=b"one", ContentType="text/plain", Metadata={"step": "first"})
    s3.put_object(Bucket="tour", Key="a/two", Body=b"two", IfNoneMatch="*")
    s3.head_object(Bucket="tour", Key="a/one")
    s3.get_object(Bucket="tour", Key="a/one", Range="bytes=0-1")["Body"].read()
    s3.get_object_attributes(Bucket="tour", Key="a/one", ObjectAttributes=["ETag", "ObjectSize"])
    s3.list_objects_v2(Bucket="tour", Prefix="a/", MaxKeys=1)
    s3.list_objects_v2(Bucket="tour", Delimiter="/")
    s3.list_buckets()
    upload = {"Bucket": "tour", "Key": "large"}
    upload["UploadId"] = s3.create_multipart_upload(**upload)["UploadId"]
    tag = s3.upload_part(**upload, PartNumber=1, Body=b"part")["ETag"]
    s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": [{"ETag": tag, "PartNumber": 1}]})
    s3.abort_multipart_upload(Bucket="tour", Key="b", UploadId=s3.create_multipart_upload(Bucket="tour", Key="b")["UploadId"])
    refused(s3.put_object, Bucket="tour", Key="a/two", Body=b"two", IfNoneMatch="*")
    refused(s3.get_object, Bucket="tour", Key="none")
    refused(s3.head_object, Bucket="tour", Key="none")
    refused(s3.list_objects_v2, Bucket="none-such")
    s3.delete_object(Bucket="tour", Key="large")
    s3.delete_objects(Bucket="tour", Delete={"Objects": [{"Key": "a/one"}, {"Key": "a/two"}]})
    s3.delete_bucket(Bucket="tour")


def tour_dynamodb():
    dynamodb = client("dynamodb")
    keys = {"AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}], "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}]}
    table = dynamodb.create_table(TableName="tour", BillingMode="PAY_PER_REQUEST", **keys)["TableDescription"]
    dynamodb.list_tables()
    dynamodb.tag_resource(ResourceArn=table["TableArn"], Tags=[{"Key": "Step", "Value": "first"}])
    dynamodb.list_tags_of_resource(ResourceArn=table["TableArn"])
    dynamodb.untag_resource(ResourceArn=table["TableArn"], TagKeys=["Step"])
    dynamodb.describe_time_to_live(TableName="tour")
    item = {"pk": {"S": "one"}, "n": {"N": "1"}, "b": {"BOOL": True}, "l": {"L": [{"NULL": True}, {"M": {"x": {"B": b"x"}}}]}}
    dynamodb.put_item(TableName="tour", Item=item, ReturnConsumedCapacity="TOTAL")
    dynamodb.get_item(TableName="tour", Key={"pk": {"S": "one"}}, ReturnConsumedCapacity="TOTAL", ConsistentRead=True)
    dynamodb.batch_write_item(RequestItems={"tour": [{"PutRequest": {"Item": {"pk": {"S": "two"}}}}]})
    dynamodb.batch_get_item(RequestItems={"tour": {"Keys": [{"pk": {"S": "one"}}, {"pk": {"S": "two"}}]}})
    dynamodb.scan(TableName="tour", Limit=1)
    add = {"UpdateExpression": "ADD n :one", "ExpressionAttributeValues": {":one": {"N": "1"}}, "ReturnValues": "ALL_NEW"}
    dynamodb.update_item(TableName="tour", Key={"pk": {"S": "one"}}, **add)
    dynamodb.delete_item(TableName="tour", Key={"pk": {"S": "two"}}, ReturnValues="ALL_OLD")
    backup = dynamodb.create_backup(TableName="tour", BackupName="tour")["BackupDetails"]["BackupArn"]
    dynamodb.describe_backup(BackupArn=backup)
    dynamodb.list_backups(TableName="tour")
    dynamodb.restore_table_from_backup(TargetTableName="tour-again", BackupArn=backup)
    dynamodb.describe_table(TableName="tour-again")
    refused(dynamodb.describe_backup, BackupArn=backup + "0")
    refused(dynamodb.put_item, TableName="tour", Item=item, ConditionExpression="attribute_not_exists(pk)")
    refused(dynamodb.get_item, TableName="none", Key={"pk": {"S": "one"}})
    refused(dynamodb.query, TableName="tour", KeyConditionExpression="nonsense")
    dynamodb.delete_table(TableName="tour-again")
    dynamodb.delete_table(TableName="tour")
