-- Where the photo lies in a finished portrait, for those who compare both: width and height of the photo, scale, angle, x
-- and y. Empty for engines that paint every pixel anew, and for portraits of earlier versions.
alter table tasks add column photo_place double precision[] not null default '{}';
