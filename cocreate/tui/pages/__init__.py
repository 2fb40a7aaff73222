"""What stands on each page: from the collection to blocks, pure; nothing here knows a screen."""
