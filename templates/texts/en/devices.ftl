## Devices of the staff on the network
admin-devices = Devices
devices-title = Other laptops and tablets of the staff
devices-lead = Only devices on this list reach the staff's pages over the network, and each person still signs in with their own PIN.
devices-open = Let devices in
devices-open-means = Until then the staff's pages are shown on this laptop only.
devices-shut-title = Shut the door
devices-shut = Let no device in any more
devices-shut-means = Devices on the list stay on it and come in again when you let devices in again.
devices-taken-title = Devices cannot come in yet
devices-taken-next = Another program has port { $port }. Close it and press the button again, or start the kit with --staff-net-port and another number.
devices-clock-first = The laptop's date and time are not sure, and a certificate made now would never be good on a tablet. Set the clock first, say on the start page that it is right, then press the button again.
devices-past-title = The kit's certificate is not good on this day
devices-past-next = It was made while the clock was wrong, or has run out: tablets refuse it. Look at the date first, then make a new one. Every tablet has to take it anew.
devices-past-do = Make a new certificate
devices-anew-title = Tablets have to take the certificate anew
devices-anew-next = The kit has a new one, since the one before was not good on this day. On each tablet marked below do step 1 again, and remove the old one from its settings.
devices-anew-row = has to take the certificate anew
devices-none = No device is on the list yet.
devices-kind-tablet = Tablet or phone
devices-kind-laptop = Laptop
devices-seen = last seen { $when }
devices-off = Take off
devices-tablet-title = A tablet or phone of the staff
devices-install-title = Once for each tablet
devices-install-next = Scan this with the tablet's camera and follow its page. The same six words have to stand on both screens:
devices-fingerprint = The fingerprint in digits
devices-name = What it is called
devices-name-hint = So that you know it again in the list, for example: tablet of the second desk.
devices-name-laptop = Second laptop
devices-name-missing = Write what the device is called, then press the button again.
devices-no-address = This laptop is on no network yet. Connect it to the router, then press the button again.
devices-code-ask = Each time a tablet is let in
devices-code-show = Show the code for this tablet
devices-code-title = Now scan this: { $name }
devices-code-next = With the camera of that tablet, within two minutes. The code lets one device in, once.
devices-code-done = Done
devices-laptop-title = A second laptop
devices-laptop-next = Copy this program to the second laptop and type this there:
devices-asks-title = A laptop wants to join
devices-asks-next = Go and look: are these the very digits on the second laptop? If they are not, somebody stands between the two.
devices-asks-same = They are the same: let it in
devices-asks-other = They are not: send it away
devices-asking-gone = That laptop asks no longer. Start joining on it again.

## What a device on the network is told
pair-unknown-title = This device is not on the list
pair-unknown-next = Ask the administrator to show you the code for it on the first laptop, under “Devices”.
pair-taken-off-title = This device was taken off the list
pair-taken-off-next = Nothing is shown here any more. The administrator can let it in again with a new code.
pair-old-title = This code is good no longer
pair-old-next = A code lets one device in, within two minutes. Ask the administrator for a new one.
pair-ready-title = Use this device for the work of the staff?
pair-ready-next = The administrator sees it in the list and can take it off at any time.
pair-do = Use this device

plain-title = For devices of the staff
plain-lead = Families do not need this page. A tablet of the staff first has to learn to know this kit.
plain-install = Show me the steps
plain-words-title = Look at the first laptop
plain-words-next = These six words also stand there, under “Devices”. If they differ, stop and tell the administrator.
plain-take-title = Take the kit's certificate
plain-take = Take the certificate
plain-put-title = Put it into the tablet
plain-put-android = Settings, Security, Encryption and credentials, Install a certificate, CA certificate. Choose outreach-kit.crt.
plain-put-ipad = Settings, Profile downloaded, Install. Then Settings, General, About, Certificate trust settings: switch it on.
plain-compare-title = Compare once more
plain-compare-next = The tablet's settings show the SHA-256 fingerprint of what was put in. It has to be the one on the first laptop.
plain-then-title = Scan the code on the first laptop
plain-then-next = The administrator shows it under “Devices”. From then on the address is:
plain-own-only = Do this only on the kit's own Wi-Fi, beside the first laptop. If the browser later warns of this address, stop and tell the administrator.

## A second laptop that joins
join-title = Joining the kit
join-compare = Do these digits also stand on the first laptop, under “Devices”? Then the administrator lets this laptop in there. This page goes on by itself.
join-looking = Looking for the first laptop. This page goes on by itself.
join-refused = The administrator sent this laptop away.
join-gone = Nobody answered in time.
join-away = The first laptop does not answer at this address. Look whether both are on the same network and whether it lets devices in.
join-again = Try again
join-anew = Join anew
join-command = Or close the program here and type:
says-away-title = The first laptop does not answer
says-away-next = It is switched off, still locked, or on another network. What was saved there stays saved. Look whether both laptops are on the same network.
says-away-kept = Not saved yet. The first laptop does not answer. What you wrote is kept in this page: leave it open, look whether both laptops are on the same network, then press the button.
says-another-kit-title = This is not the kit that this laptop joined
says-another-kit-next = Another kit, or somebody who pretends to be one, answers at its address. Nothing was sent. Tell the administrator.
says-another-kit-kept = Not sent. Another kit, or somebody who pretends to be one, answers at the first laptop's address. What you wrote is kept in this page: tell the administrator.
says-taken-off-title = This laptop was taken off the list
says-taken-off-next = It shows nothing of the kit any more. To use it again, join anew and compare the digits with the administrator.
says-taken-off-kept = Not saved. This laptop was taken off the list. What you wrote is kept in this page: copy it from here before you close it.

## In the journal
act-make_authority = made the kit's certificate authority
act-make_authority_anew = made the kit's certificate authority anew
act-open_net_door = let devices in
act-shut_net_door = let no device in any more
act-pair_device = put a device on the list
act-refuse_laptop = sent a laptop away that asked to join
act-revoke_device = took a device off the list

## The camera
camera-start = Scan with the camera
camera-stop = Stop the camera
camera-hint = Hold the square of the receipt before the camera.
