"""Queues and topics."""

from calls import HUB, client, refused


def tour_sqs_and_sns():
    sqs, sns = client("sqs"), client("sns")
    dead = sqs.create_queue(QueueName="tour-dlq")["QueueUrl"]
    dead_arn = f"arn:aws:sqs:us-east-1:{HUB}:tour-dlq"
    redrive = f'{{"deadLetterTargetArn":"{dead_arn}","maxReceiveCount":"1"}}'
    queue = sqs.create_queue(QueueName="tour", Attributes={"RedrivePolicy": redrive, "VisibilityTimeout": "0"})["QueueUrl"]
    sqs.get_queue_url(QueueName="tour")
    sqs.send_message(QueueUrl=queue, MessageBody="one", MessageAttributes={"Step": {"DataType": "String", "StringValue": "first"}})
    sqs.send_message_batch(QueueUrl=queue, Entries=[{"Id": "a", "MessageBody": "two"}, {"Id": "b", "MessageBody": "three"}])
    messages = sqs.receive_message(
        QueueUrl=queue, MaxNumberOfMessages=10, MessageAttributeNames=["All"], MessageSystemAttributeNames=["All"], VisibilityTimeout=30
    )["Messages"]
    handles = [message["ReceiptHandle"] for message in messages]
    sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=handles[0], VisibilityTimeout=60)
    sqs.change_message_visibility_batch(QueueUrl=queue, Entries=[{"Id": "a", "ReceiptHandle": handles[0], "VisibilityTimeout": 0}])
    sqs.delete_message(QueueUrl=queue, ReceiptHandle=handles[-1])
    sqs.delete_message_batch(QueueUrl=queue, Entries=[{"Id": "a", "ReceiptHandle": handles[0]}, {"Id": "b", "ReceiptHandle": "bad"}])
    sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])
    sqs.tag_queue(QueueUrl=queue, Tags={"Step": "first"})
    sqs.list_queue_tags(QueueUrl=queue)
    sqs.untag_queue(QueueUrl=queue, TagKeys=["Step"])
    sqs.list_dead_letter_source_queues(QueueUrl=dead)
    sqs.send_message(QueueUrl=dead, MessageBody="dead")
    sqs.start_message_move_task(SourceArn=dead_arn)
    sqs.list_message_move_tasks(SourceArn=dead_arn)
    refused(sqs.get_queue_url, QueueName="none")
    refused(sqs.delete_message, QueueUrl=queue, ReceiptHandle="bad")
    refused(sqs.cancel_message_move_task, TaskHandle="none")
    topic = sns.create_topic(Name="tour")["TopicArn"]
    subscribed = sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=f"arn:aws:sqs:us-east-1:{HUB}:tour", ReturnSubscriptionArn=True)["SubscriptionArn"]
    sns.publish(TopicArn=topic, Message="hello", MessageAttributes={"Step": {"DataType": "String", "StringValue": "first"}})
    sns.set_topic_attributes(TopicArn=topic, AttributeName="DisplayName", AttributeValue="Tour")
    sns.get_topic_attributes(TopicArn=topic)
    sns.set_subscription_attributes(SubscriptionArn=subscribed, AttributeName="RawMessageDelivery", AttributeValue="true")
    sns.get_subscription_attributes(SubscriptionArn=subscribed)
    sns.list_topics()
    sns.list_subscriptions()
    sns.list_subscriptions_by_topic(TopicArn=topic)
    sns.unsubscribe(SubscriptionArn=subscribed)
    sns.delete_topic(TopicArn=topic)
    refused(sns.publish, TopicArn=topic, Message="gone")
    sqs.purge_queue(QueueUrl=queue)
    sqs.delete_queue(QueueUrl=queue)
    sqs.delete_queue(QueueUrl=dead)
