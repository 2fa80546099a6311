// ids(hops): Their ids in one text, to order by.
reduce(ids = '', each IN hops | ids + ' ' + each.id)
