// ids(hops): Their ids in a row, to order by.
reduce(ids = '', each IN hops | ids + ' ' + each.id)
