# Practice with invented families.
training-restore-other = Training and real kits do not mix. This backup belongs to the other kind. Start the program for the kind it belongs to.
training-unlock-other = This folder holds the keys of one kind of kit and the data of the other. Training and real kits do not mix. Restore the newest backup.
